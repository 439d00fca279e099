"""Values that everything else shares: instruments, answers, changes and drafts. No input or output."""
