"""What words, numbers and cells say by themselves: values, units, signs, cue words. Nothing here knows a report."""
