/*
 * Tells a shop's visits to Shopstream. Docs: docs/clicks.md
 *
 *   <script async src="https://…/shopstream.js" data-write-key="…"></script>
 *
 * data-write-key   of the source in shop.yaml
 * data-endpoint    where to tell, where that is not where this script is from
 * data-consent     "required": nothing is kept or told before shopstream.consent(true)
 * data-page        "off": no page call by itself
 */
(function (window, document, navigator) {
  "use strict";

  var SEND_AFTER = 100; // ms; what is done in between is told together
  var AT_ONCE = 50; // events
  var AT_ONCE_SIZE = 50000; // bytes: browsers let a leaving page send 64 KB
  var EVENT_SIZE = 32000; // bytes: what is larger is not taken
  var KEPT = 500; // events while nobody answers; the oldest go first
  var BACKOFF = 1000; // ms, doubled up to
  var BACKOFF_MOST = 60000;

  var script = document.currentScript;
  var setting = function (name) {
    return (script && script.getAttribute("data-" + name)) || "";
  };
  var endpoint = (setting("endpoint") || new URL(script.src).origin).replace(/\/$/, "") + "/v1/batch";
  var memory = {}; // where the browser keeps nothing
  var flying = {}; // messageIds on their way
  var failures = 0;
  var timer = null;

  function get(name) {
    try {
      return window.localStorage.getItem("shopstream." + name);
    } catch (none) {
      return name in memory ? memory[name] : null;
    }
  }

  function set(name, value) {
    try {
      if (value === null) {
        window.localStorage.removeItem("shopstream." + name);
      } else {
        window.localStorage.setItem("shopstream." + name, value);
      }
    } catch (none) {
      memory[name] = value;
    }
  }

  function uuid() {
    if (window.crypto.randomUUID) {
      return window.crypto.randomUUID();
    }
    return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, function (c) {
      return (c ^ (window.crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16);
    });
  }

  function allowed() {
    var said = get("consent");
    return said === null ? setting("consent") !== "required" : said === "yes";
  }

  function anonymousId() {
    var id = get("anonymousId");
    if (!id && allowed()) {
      set("anonymousId", (id = uuid()));
    }
    return id;
  }

  function queue() {
    try {
      return JSON.parse(get("queue")) || [];
    } catch (broken) {
      return [];
    }
  }

  // The queue is read anew each time: other tabs write it too.
  function keep(events) {
    set("queue", events.length ? JSON.stringify(events.slice(-KEPT)) : null);
  }

  function forget(batch) {
    var done = {};
    batch.forEach(function (event) {
      done[event.messageId] = true;
      delete flying[event.messageId];
    });
    keep(queue().filter(function (event) {
      return !done[event.messageId];
    }));
  }

  function bytes(event) {
    return new Blob([JSON.stringify(event)]).size;
  }

  function next() {
    var size = 0;
    return queue().filter(function (event) {
      return !flying[event.messageId];
    }).slice(0, AT_ONCE).filter(function (event, at) {
      size += bytes(event);
      return at === 0 || size < AT_ONCE_SIZE;
    });
  }

  function body(batch) {
    return JSON.stringify({ writeKey: setting("write-key") || undefined, sentAt: new Date().toISOString(), batch: batch });
  }

  function later(millis) {
    if (timer === null) {
      timer = window.setTimeout(send, millis);
    }
  }

  function again(seconds) {
    var wait = Math.min(BACKOFF * Math.pow(2, failures++), BACKOFF_MOST) * (0.5 + Math.random() / 2);
    later(Math.max(wait, (seconds || 0) * 1000));
  }

  function send() {
    timer = null;
    var batch = next();
    if (!batch.length || navigator.onLine === false) {
      return;
    }
    batch.forEach(function (event) {
      flying[event.messageId] = true;
    });
    // As text the browser need not ask first whether it may; keepalive lets it end after the page is left.
    window.fetch(endpoint, {
      method: "POST",
      headers: { "Content-Type": "text/plain" },
      body: body(batch),
      keepalive: true,
      credentials: "omit"
    }).then(function (answer) {
      if (answer.status === 429 || answer.status >= 500) {
        throw answer;
      }
      failures = 0;
      forget(batch);
      later(0);
      return answer.json().then(function (said) {
        if (said.detail || (said.rejected || []).length) {
          window.console.warn("shopstream:", said.detail || said.rejected);
        }
      });
    }).catch(function (answer) {
      batch.forEach(function (event) {
        if (flying[event.messageId]) {
          delete flying[event.messageId];
        }
      });
      if (queue().length) {
        again(answer.headers && answer.headers.get("Retry-After"));
      }
    });
  }

  function leave() {
    if (navigator.onLine === false || !navigator.sendBeacon) {
      return;
    }
    for (var batch = next(); batch.length; batch = next()) {
      if (!navigator.sendBeacon(endpoint, body(batch))) {
        return;
      }
      forget(batch);
    }
  }

  function campaign() {
    var found = null;
    (window.location.search.slice(1).split("&")).forEach(function (pair) {
      var utm = /^utm_(campaign|source|medium|term|content)=(.*)$/.exec(pair);
      if (utm) {
        found = found || {};
        try {
          found[utm[1] === "campaign" ? "name" : utm[1]] = decodeURIComponent(utm[2].replace(/\+/g, " "));
        } catch (malformed) {
          // Told without it.
        }
      }
    });
    return found || undefined;
  }

  function tell(type, event) {
    if (!allowed()) {
      return;
    }
    event.type = type;
    event.messageId = uuid();
    event.anonymousId = anonymousId();
    event.userId = get("userId") || undefined;
    event.timestamp = new Date().toISOString();
    event.context = {
      page: {
        url: window.location.href,
        path: window.location.pathname,
        search: window.location.search || undefined,
        referrer: document.referrer || undefined,
        title: document.title || undefined
      },
      campaign: campaign(),
      userAgent: navigator.userAgent,
      locale: navigator.language,
      timezone: window.Intl && Intl.DateTimeFormat().resolvedOptions().timeZone,
      library: { name: "shopstream.js", version: "1" }
    };
    if (bytes(event) > EVENT_SIZE) {
      window.console.warn("shopstream: too large to be told", event);
      return;
    }
    keep(queue().concat(event));
    later(SEND_AFTER);
  }

  var api = {
    track: function (name, properties) {
      tell("track", { event: name, properties: properties || {} });
    },
    page: function (name, properties) {
      tell("page", { name: name, properties: properties || {} });
    },
    identify: function (userId, traits) {
      if (allowed()) {
        set("userId", String(userId));
        tell("identify", { traits: traits || {} });
      }
    },
    /** After a log-out: from now on it is somebody else. */
    reset: function () {
      set("userId", null);
      set("anonymousId", null);
    },
    /** Whether the visitor agrees; without, what is kept in the browser goes and nothing is told. */
    consent: function (given) {
      var before = allowed();
      set("consent", given ? "yes" : "no");
      if (!given) {
        api.reset();
        set("queue", null);
      } else if (!before && setting("page") !== "off") {
        api.page();
      }
    },
    anonymousId: anonymousId,
    /** For calls made before the script was there: (window.shopstream = window.shopstream || []).push(["track", …]). */
    push: function (call) {
      api[call[0]].apply(null, call.slice(1));
    }
  };

  var early = window.shopstream;
  window.shopstream = api;
  if (setting("page") !== "off") {
    api.page();
  }
  if (Array.isArray(early)) {
    early.forEach(api.push);
  }
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") {
      leave();
    }
  });
  window.addEventListener("online", function () {
    failures = 0;
    later(0);
  });
  later(0);
})(window, document, navigator);
