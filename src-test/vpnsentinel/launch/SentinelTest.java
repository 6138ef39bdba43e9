package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.Test;

class SentinelTest {
    @Test
    void javaHoldsNoNameThatMayHaveMoved() throws InterruptedException {
        Sentinel.main(new String[] {"version"});

        assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("0");
        assertThat(Security.getProperty("networkaddress.cache.negative.ttl")).isEqualTo("1");
    }
}
