"""Security headers that Django does not set itself."""

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def security_headers(get_response):
    """Keep other sites from embedding ours, and pages from asking for devices."""

    def middleware(request):
        response = get_response(request)
        for header, value in HEADERS.items():
            response.headers.setdefault(header, value)
        return response

    return middleware
