"""From the library to people: quizzes, practice, briefings, and files to take elsewhere."""
