"""The outbox: did the message go out, once?"""
