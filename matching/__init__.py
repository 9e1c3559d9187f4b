"""Why should these two meet?"""
