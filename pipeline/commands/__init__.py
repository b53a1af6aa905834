"""The commands, one module each: flags in, exit code out, and nothing decided in between.

check, enrich, explain, review, audit, page, news, summary
                  a command each; `cli` registers them
bulk              the commands of bulk mode: fetch, prepare, match
options           the options that commands share, and where everything is
asking            the flow with the clock, the environment, Ctrl-C and somebody watching
sealing           whether `enrich` has anything to do, and what it leaves for its next run to tell that by
errors_told       one clear sentence, and the exit code that belongs to it
exit_codes        what is left to do after a run that went well
"""
