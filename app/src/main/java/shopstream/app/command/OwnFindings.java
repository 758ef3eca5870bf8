package shopstream.app.command;

import shopstream.app.configuration.Shop;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.yaml.Problems;
import shopstream.recommender.own.OwnDeclaration;
import shopstream.recommender.own.OwnFeatures;
import shopstream.recommender.own.OwnLoading;
import shopstream.recommender.own.OwnRecommender;

/** What is wrong with the recommenders that a shop brings itself: each is loaded and tried, with no products. */
record OwnFindings(Terminal terminal) {
    void add(Shop shop, Problems problems) {
        if (shop.ownRecommenders().isEmpty()) {
            return;
        }
        OwnFeatures none = OwnFeatures.of(shop.ownRecommenders());
        try (Step step = terminal.step("Own recommenders tried")) {
            for (OwnDeclaration each : shop.ownRecommenders()) {
                OwnLoading.load(each, none.products(), none.customers(), problems)
                        .ifPresent(OwnRecommender::close);
            }
            step.done();
        }
    }
}
