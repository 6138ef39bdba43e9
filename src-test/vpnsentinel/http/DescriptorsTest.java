package vpnsentinel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many connections there may be with so many descriptors. */
class DescriptorsTest {
    @ParameterizedTest
    @CsvSource({"256, 120, 104", "1024, 120, 776", "1048576, 120, 917384", "128, 120, 1"})
    void someAreKeptForTheRest(long most, long open, int room) {
        assertThat(Descriptors.room(most, open)).isEqualTo(room);
    }

    @Test
    void thisProcessHasSome() {
        assertThat(Descriptors.room()).isPositive();
    }
}
