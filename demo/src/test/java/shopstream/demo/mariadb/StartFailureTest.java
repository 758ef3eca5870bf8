package shopstream.demo.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartFailureTest {

    @Test
    void namesThePackageOfAMissingLibrary() {
        assertThat(StartFailure.reason("/x/mariadbd: error while loading shared libraries: libaio.so.1: cannot open"
                        + " shared object file: No such file or directory"))
                .isEqualTo(
                        "The library libaio.so.1 is missing. Install it (Debian, Ubuntu: `apt-get install libaio1`).");
    }

    @Test
    void saysHowToFindAnUnknownLibrary() {
        assertThat(StartFailure.reason("error while loading shared libraries: libodd.so.7: cannot open"))
                .contains("libodd.so.7 is missing", "apt-file search libodd.so.7");
    }

    @Test
    void repeatsTheLastWordsOfAnythingElse() {
        assertThat(StartFailure.reason("first\nsecond\n[ERROR] Aborting\n")).contains("[ERROR] Aborting");
    }
}
