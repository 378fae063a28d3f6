// Pages that show background work.

import "./working/progress.js";
