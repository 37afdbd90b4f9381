"""What an employer reads without login: the first hire step by step, and questions with answers."""
