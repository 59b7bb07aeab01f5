"""API paths answer with and without the trailing slash, and never by a redirect (a POST would lose its body)."""


class ApiSlash:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith("/api/") and request.path_info.endswith("/"):
            request.path_info = request.path_info.rstrip("/")
        return self.get_response(request)
