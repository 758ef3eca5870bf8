package shopstream.lake;

import java.nio.file.Path;

class RecommendationsOnDiskTest extends RecommendationSuite {
    @Override
    LakeAddress address(Path directory) {
        return LakeAddress.in(directory);
    }
}
