"""What people send to matching's pages."""
