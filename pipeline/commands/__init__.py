"""The commands, one module each: flags in, exit code out, and nothing decided in between.

check, enrich, explain, review, audit, page, news, summary
                  a command each; `cli` registers them
options           the options they share, and where everything is
asking            the flow with the clock, the environment, Ctrl-C and somebody watching: nobody else reads those
errors_told       one clear sentence, and the exit code that belongs to it
exit_codes        what is left to do after a run that went well
"""
