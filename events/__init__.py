"""What can they join, and when?"""
