"""The doors of `events`: trade shows, meetings and calendars."""
