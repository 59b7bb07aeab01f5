"""PostgreSQL and Valkey from their wheels, for a copy that was given no servers."""

from smartkhata.core.embedded.place import Place, Trouble
from smartkhata.core.embedded.services import Services, throwaway

__all__ = ["Place", "Services", "Trouble", "throwaway"]
