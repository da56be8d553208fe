package com.acme.orchard.adapter.stall;

import com.acme.orchard.adapter.wicker.WickerBasket;

record NosyStall(WickerBasket basket) {}
