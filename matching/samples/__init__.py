"""Every letter of the site with invented people; no row of the database is read or written."""
