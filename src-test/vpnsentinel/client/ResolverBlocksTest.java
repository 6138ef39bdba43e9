package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

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
    void ofVeryManyBlocksTheOldestIsForgotten() {
        standIn("192.0.2.53");
        for (int block = 0; block < 64; block++) {
            standIn("2001:db8:" + Integer.toHexString(block + 1) + "::1");
        }

        assertThat(standIn("2001:db8:40::9")).isEqualTo("2001:db8:40::1");
        assertThat(standIn("192.0.2.54")).isEqualTo("192.0.2.54");
    }
}
