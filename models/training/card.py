def write_card(results, path):
    open(path, 'w').write('# first-light\n\nEarly weights, trained for minutes; the card follows with the trained ones.\n')
