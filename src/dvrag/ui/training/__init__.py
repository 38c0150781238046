"""The page Train in parts: choosing, practising, building briefings and quizzes, reviewing, progress."""
