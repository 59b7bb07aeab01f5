"""Starting a whole copy of SmartKhata on one machine: servers, migrations, web, worker, beat."""
