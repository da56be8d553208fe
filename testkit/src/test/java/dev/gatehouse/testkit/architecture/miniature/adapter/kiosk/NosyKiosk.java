package dev.gatehouse.testkit.architecture.miniature.adapter.kiosk;

import dev.gatehouse.testkit.architecture.miniature.adapter.desk.Bell;

record NosyKiosk(Bell bell) {}
