package com.acme.orchard.bootstrap;

import com.acme.orchard.adapter.wicker.weave.Weave;

record NosyFeature(Weave weave) {}
