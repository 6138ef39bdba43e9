package vpnsentinel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
    private final HostNames names = HostNames.of(List.of("Pages.Example.org", ".wide.example.org"), "box.example.net");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8080",
                "127.0.0.1",
                "192.168.1.10:8080",
                "[::1]:8080",
                "[2001:db8::1]",
                "[fe80::1%25eth0]:80",
                "localhost",
                "localhost:8080",
                "LOCALHOST",
                "app.localhost",
                "nas",
                "NAS:8080",
                "nas.",
                "nas.local:8080",
                "nas.lan",
                "nas.home",
                "a.b.internal",
                "nas.home.arpa",
                "a.test",
                "nas.fritz.box",
                "fritz.box",
                "box.example.net:8080",
                "box.example.net.",
                "pages.example.org",
                "pages.example.org:443",
                "wide.example.org",
                "a.b.wide.example.org",
            })
    void aNameThatNoStrangerCanHaveIsAccepted(String authority) {
        assertThat(names.accept(authority)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":8080",
                "evil.example.com",
                "evil.example.com:8080",
                "127.0.0.1.nip.io",
                "localhost.example.com",
                "example.org",
                "x.pages.example.org",
                "evilwide.example.org",
                "notfritz.box",
                "nas.local.example.com",
                "a@localhost",
                "localhost, evil.example.com",
                "localhost evil.example.com",
                "2001:db8::1",
                "local host",
            })
    void anyOtherIsNot(String authority) {
        assertThat(names.accept(authority)).isFalse();
    }
}
