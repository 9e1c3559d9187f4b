def jury(request, pk=0):
    raise NotImplementedError
