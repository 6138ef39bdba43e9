package vpnsentinel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vpnsentinel.network.Asn;

/** One object for equal values, and never another value. */
class LossyInternerTest {
    private final LossyInterner interner = new LossyInterner();

    @Test
    void equalValuesBecomeOneObject() {
        Asn first = interner.intern(new Asn(64500));

        Asn second = interner.intern(new Asn(64500));

        assertThat(second).isSameAs(first);
    }

    @Test
    void whatHasNoRoomIsForgottenAndNeverMixedUp() {
        for (int round = 0; round < 2; round++) {
            for (long number = 1; number < 100_000; number++) {
                assertThat(interner.intern(new Asn(number)).number()).isEqualTo(number);
            }
        }
    }
}
