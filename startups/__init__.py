"""Who takes part?"""
