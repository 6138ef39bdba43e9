package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;

/** A pool of resolvers is looked up once a block. */
class ResolverBlocksTest {
    private final ResolverBlocks blocks = new ResolverBlocks();

    private String standIn(String resolver) {
        return blocks.standIn(Address.parse(resolver).orElseThrow()).toString();
    }

    @Test
    void theFirstOfABlockStandsForAll() {
        assertThat(standIn("192.0.2.53")).isEqualTo("192.0.2.53");
        assertThat(standIn("192.0.2.54")).isEqualTo("192.0.2.53");
        assertThat(standIn("198.51.100.53")).isEqualTo("198.51.100.53");
        assertThat(standIn("2001:db8:1:2::53")).isEqualTo("2001:db8:1:2::53");
        assertThat(standIn("2001:db8:1:3::53")).isEqualTo("2001:db8:1:2::53");
    }

    @Test
    void ofVeryManyBlocksOnlySoManyAreKept() {
        for (int block = 0; block < 1_000; block++) {
            standIn(ofBlock(block, 1));
        }

        assertThat(IntStream.range(0, 1_000).filter(this::isKnown).count()).isLessThanOrEqualTo(64L);
    }

    /** Whether its first address stands for the block, and not the one that is asked for now. */
    private boolean isKnown(int block) {
        return standIn(ofBlock(block, 2)).equals(ofBlock(block, 1));
    }

    private static String ofBlock(int block, int host) {
        return "2001:db8:" + Integer.toHexString(block + 1) + "::" + host;
    }
}
