"""What a run costs, measured: requests, time at the services' limits, CPU and memory, against the local stand-in.

    works      what is listed, and the papers it means: made up from a seed, or taken from a records file
    listing    the works as a Markdown list
    ageing     a week passes
    trial      the program, run cold, warm, with its seal lost, a week later, and with its cache lost
    figures    the nouns, the services' published limits, and the targets          (pure)
    tables     what is printed
    page       the web page of a long list, opened and searched in a real browser   (a command of its own)

`python -m benchmarks` runs it all; it needs a POSIX system.
"""
