"""Who is this, and for which agency?"""
