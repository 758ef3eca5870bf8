/*
 * Draws blocks of recommendations. Docs: docs/blocks.md
 *
 *   <div data-shopstream="product-page" data-viewing="S10_1678" data-url="/products/{id}"></div>
 *
 * data-shopstream  the placement: which spot on the page it is
 * data-viewing     the product that the page is about
 * data-cart        what lies in the cart, with commas
 * data-n           how many products; else as many as the placement says, 4 where none is declared
 * data-url         where a product is, by {id} and {name}, where the shop's data says nothing of it
 * data-token       by which the shop says who is signed in
 *
 * A <template> in it is drawn, with {name}, {price} and so on filled in, its [data-each] once for each product. All else in it is
 * the shop's own: it is shown where no answer comes in time.
 */
(function (window, document) {
  "use strict";

  var PATIENCE = 1000; // ms
  var ASKED = ["viewing", "cart", "n", "token"];
  var REPEATED = "[data-each]";
  var SEEN = 0.5; // of a block, before it counts as shown

  var script = document.currentScript;
  var api = (script.getAttribute("data-endpoint") || new URL(script.src).origin).replace(/\/$/, "") + "/api/recommendations?";

  function plain() {
    var template = document.createElement("template");
    template.innerHTML =
      '<div style="display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:1rem">' +
      '<a data-each href="{url}" style="display:block;color:inherit;text-decoration:none">' +
      '<img src="{image}" alt="" style="display:block;width:100%;aspect-ratio:4/3;object-fit:cover">' +
      '<span style="display:block;height:3em;overflow:hidden;line-height:1.5">{name}</span><b>{price}</b></a></div>';
    return template;
  }

  function money(item) {
    try {
      return new Intl.NumberFormat(undefined, { style: "currency", currency: item.currency }).format(item.price);
    } catch (unknown) {
      return item.price + " " + item.currency;
    }
  }

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) {
      return name in values ? (values[name] === null ? "" : values[name]) : all;
    });
  }

  function leads(address) {
    try {
      return !!address && /^https?:$/.test(new URL(address, document.baseURI).protocol);
    } catch (none) {
      return false;
    }
  }

  // Values become text and attributes, never markup; an address leads to a page, never to a script.
  function fill(node, values) {
    if (node.nodeType === 3) {
      node.data = filled(node.data, values);
      return;
    }
    [].slice.call(node.attributes || []).forEach(function (attribute) {
      if (/^(on.*|srcdoc|style|(form)?action)$/.test(attribute.name)) {
        return;
      }
      var value = filled(attribute.value, values);
      if (/^(href|src)$/.test(attribute.name) && !leads(value)) {
        node.removeAttribute(attribute.name);
        node.hidden = node.nodeName === "IMG";
      } else if (value !== attribute.value) {
        attribute.value = value;
      }
    });
    [].slice.call(node.childNodes).forEach(function (child) {
      fill(child, values);
    });
  }

  function block(div) {
    var template = div.querySelector("template") || plain();
    var drawn = null; // the answer that is shown
    var turn = 0;

    function tell(event, properties) {
      properties.recommendation_id = drawn.recommendationId;
      properties.placement = div.getAttribute("data-shopstream");
      properties.recommendation_source = drawn.source;
      properties.recommendation_model = drawn.model || undefined;
      if (drawn.experiment) {
        properties.experiment = drawn.experiment.name;
        properties.experiment_variant = drawn.experiment.variant;
      }
      window.shopstream.track(event, properties);
    }

    function told(product, at) {
      return { product_id: product.id, position: at + 1 };
    }

    function draw(answer) {
      var content = template.content.cloneNode(true);
      var each = content.querySelector(REPEATED) || content.firstElementChild;
      var pattern = each.cloneNode(true);
      each.removeAttribute("data-each");
      answer.items.forEach(function (item, at) {
        var copy = pattern.cloneNode(true);
        item.position = at + 1;
        item.price = item.price === null ? "" : money(item);
        item.url = item.url || filled(div.getAttribute("data-url") || "", { id: encodeURIComponent(item.id), name: item.name });
        copy.setAttribute("data-each", at);
        fill(copy, item);
        each.parentNode.insertBefore(copy, each);
      });
      each.parentNode.removeChild(each);
      // Whatever is outside the list knows the answer as a whole.
      [].slice.call(content.childNodes).forEach(function (node) {
        fill(node, answer);
      });
      drawn = answer;
      div.replaceChildren(template, content);
      see(answer);
    }

    function see(answer) {
      var watch = new IntersectionObserver(function (entries) {
        if (drawn !== answer) {
          watch.disconnect();
        } else if (entries[0].isIntersecting) {
          watch.disconnect();
          tell("Recommendations Shown", { products: answer.items.map(told) });
        }
      }, { threshold: SEEN });
      watch.observe(div);
    }

    function end(state) {
      div.style.visibility = "";
      div.hidden = state === "absent";
      div.setAttribute("data-state", state);
    }

    function ask() {
      var mine = ++turn;
      var stop = new AbortController();
      var query = new URLSearchParams({ placement: div.getAttribute("data-shopstream") });
      ASKED.forEach(function (name) {
        if (div.getAttribute("data-" + name)) {
          query.set(name, div.getAttribute("data-" + name));
        }
      });
      if (window.shopstream.anonymousId()) {
        query.set("anonymousId", window.shopstream.anonymousId());
      }
      var late = window.setTimeout(function () {
        stop.abort();
      }, PATIENCE);
      window.fetch(api + query, { signal: stop.signal, credentials: "omit" }).then(function (answer) {
        return answer.json();
      }).then(function (answer) {
        if (mine === turn) {
          if (!answer.items.length) {
            throw answer;
          }
          draw(answer);
          end("shown");
        }
      }).catch(function () {
        // What is shown already stays.
        if (mine === turn && !drawn) {
          end(div.querySelector(":scope > :not(template)") || div.textContent.trim() ? "own" : "absent");
        }
      }).then(function () {
        window.clearTimeout(late);
      });
    }

    function clicked(event) {
      var each = event.target.closest(REPEATED);
      if (drawn && each && event.button < 2) {
        var at = +each.getAttribute("data-each");
        tell("Recommendation Clicked", told(drawn.items[at], at));
      }
    }

    div.setAttribute("data-state", "asking");
    div.style.visibility = "hidden";
    div.style.minHeight = div.offsetHeight ? div.offsetHeight + "px" : "16rem";
    div.addEventListener("click", clicked);
    div.addEventListener("auxclick", clicked);
    new MutationObserver(ask).observe(div, {
      attributeFilter: ASKED.map(function (name) {
        return "data-" + name;
      })
    });
    // Who comes back to a page finds it as it was left, and has done something meanwhile.
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) {
        ask();
      }
    });
    ask();
  }

  /** Draws those that have come into the page since. */
  function blocks() {
    document.querySelectorAll("[data-shopstream]:not([data-state])").forEach(block);
  }

  window.shopstream.blocks = blocks;
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", blocks);
  } else {
    blocks();
  }
})(window, document);
