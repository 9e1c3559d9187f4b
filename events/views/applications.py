def application(request, pk=0):
    raise NotImplementedError
