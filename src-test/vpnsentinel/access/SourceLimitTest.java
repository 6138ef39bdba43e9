package vpnsentinel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;

/** Whose requests count together. */
class SourceLimitTest {
    private static final long NOW = 1_000_000;

    private final SourceLimit limit = new SourceLimit(10);

    /** How many of so many requests are let in, the n-th from the address that the pattern makes of n. */
    private long letIn(String pattern, int requests) {
        return IntStream.range(0, requests)
                .filter(n -> limit.count(Address.parse(pattern.formatted(n)).orElseThrow(), NOW)
                        .isEmpty())
                .count();
    }

    @Test
    void anAddressOfIpv4CountsByItself() {
        assertThat(letIn("203.0.113.%d", 50)).isEqualTo(50);
        for (int n = 0; n < 9; n++) {
            assertThat(letIn("203.0.113.7", 1)).isEqualTo(1);
        }

        assertThat(letIn("203.0.113.7", 1)).isZero();
    }

    @Test
    void allAddressesOfAnIpv6LinkAreOneSource() {
        assertThat(letIn("2001:db8:1:2:3:4:5:%x", 120)).isEqualTo(10);
        assertThat(letIn("2001:db8:1:3::%x", 1)).isEqualTo(1);
    }

    @Test
    void allLinksOfAnIpv6SiteTogetherHaveALimitToo() {
        assertThat(letIn("2001:db8:1:%x::1", 500)).isEqualTo(40);
        assertThat(letIn("2001:db8:2:%x::1", 1)).isEqualTo(1);
    }
}
