package vpnsentinel.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a database is: what the driver is told, and what people are. */
class DatabaseAddressTest {
    @Test
    void passwordsAreTakenOutAndDecoded() {
        DatabaseAddress address = DatabaseAddress.parse(
                        "postgresql://sen%40tinel:p%2Bw+1@db.test:5433/main?sslmode=require")
                .orElseThrow();

        assertThat(address.user()).contains("sen@tinel");
        assertThat(address.password()).contains("p+w+1");
        assertThat(address.shown()).isEqualTo("postgresql://sen@tinel@db.test:5433/main");
        assertThat(address.url())
                .startsWith("jdbc:postgresql://db.test:5433/main?")
                .endsWith("&sslmode=require");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://h/d", "postgres://h/d", "postgresql://h/d", "postgresql://[2001:db8::1]:1/d"})
    void itsSpellingsAreKnown(String text) {
        assertThat(DatabaseAddress.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mysql://h/d", "postgresql://h", "postgresql:///d", "postgresql://h/", "h/d", "::"})
    void anythingElseIsNone(String text) {
        assertThat(DatabaseAddress.parse(text)).isEmpty();
    }
}
