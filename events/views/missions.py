def mission(request, pk=0):
    raise NotImplementedError
