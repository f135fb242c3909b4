"""The service in the browser and by API: a thin skin over ``service``. Pages, ``/api/v1``, accounts, security."""
