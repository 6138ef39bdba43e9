package vpnsentinel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

class ApiAccessTest {
    private static final long NOW = 1_000_000;
    private static final Caller HOUSE = new Caller(Address.parse("198.51.100.7").orElseThrow(), false);
    private static final Caller NEIGHBOUR =
            new Caller(Address.parse("198.51.100.8").orElseThrow(), false);
    private static final String KEY = "the-key";

    private static ApiAccess access(String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of("VPN_SENTINEL_API_KEY", KEY));
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        return new ApiAccess(Settings.read(environment, Half.SERVER));
    }

    private static int status(Optional<Refusal> refusal) {
        return refusal.map(Refusal::status).orElse(200);
    }

    @Test
    void theKeyOpensAndNothingElseDoes() {
        ApiAccess access = access();

        assertThat(access.refuse(HOUSE, KEY, true, NOW)).isEmpty();
        assertThat(status(access.refuse(HOUSE, null, true, NOW))).isEqualTo(401);
        assertThat(status(access.refuse(HOUSE, "", true, NOW))).isEqualTo(401);
        assertThat(status(access.refuse(HOUSE, "the-kez", true, NOW))).isEqualTo(403);
        assertThat(status(access.refuse(HOUSE, KEY + " ", true, NOW))).isEqualTo(403);
        assertThat(status(access.refuse(HOUSE, "insecure-open", true, NOW))).isEqualTo(403);
    }

    @Test
    void refusalsSayWhatTheOlderProductSays() {
        ApiAccess access = access("VPN_SENTINEL_SERVER_ALLOWED_IPS=198.51.100.7");

        assertThat(access.refuse(HOUSE, null, true, NOW))
                .contains(Refusal.of(401, "Authentication required", "X-API-Key header is required"));
        assertThat(access.refuse(HOUSE, "wrong", true, NOW))
                .contains(Refusal.of(403, "Authentication failed", "Invalid API key"));
        assertThat(access.refuse(NEIGHBOUR, KEY, true, NOW))
                .contains(Refusal.of(403, "Access denied", "Your IP address is not authorized"));
    }

    @Test
    void whatNeedsNoKeyIsOpenAndStillCounted() {
        ApiAccess access = access("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS=2");

        assertThat(access.refuse(HOUSE, null, false, NOW)).isEmpty();
        assertThat(access.refuse(HOUSE, null, false, NOW)).isEmpty();
        assertThat(status(access.refuse(HOUSE, null, false, NOW))).isEqualTo(429);
    }

    @Test
    void anOpenServerAsksForNoKey() {
        ApiAccess access = access("VPN_SENTINEL_API_KEY=insecure-open");

        assertThat(access.refuse(HOUSE, null, true, NOW)).isEmpty();
        assertThat(access.refuse(HOUSE, "anything", true, NOW)).isEmpty();
    }

    @Test
    void theAllowListHoldsBlocksAndComesBeforeTheKey() {
        ApiAccess access = access("VPN_SENTINEL_SERVER_ALLOWED_IPS=192.0.2.1, 198.51.100.8/31");

        assertThat(access.refuse(NEIGHBOUR, KEY, true, NOW)).isEmpty();
        assertThat(status(access.refuse(HOUSE, KEY, true, NOW))).isEqualTo(403);
        assertThat(status(access.refuse(HOUSE, null, false, NOW))).isEqualTo(403);
    }

    @Test
    void whoIsNotKnownIsInNoAllowList() {
        ApiAccess access = access("VPN_SENTINEL_SERVER_ALLOWED_IPS=0.0.0.0/0");
        Address proxy = Address.parse("192.168.7.1").orElseThrow();

        assertThat(access.refuse(new Caller(proxy, false), KEY, true, NOW)).isEmpty();
        assertThat(access.refuse(new Caller(proxy, false, "it is odd"), KEY, true, NOW)
                        .orElseThrow()
                        .message())
                .contains("it is odd", "VPN_SENTINEL_FORWARDED_HEADER");
        assertThat(access.refuse(new Caller(proxy, true), KEY, true, NOW)
                        .orElseThrow()
                        .message())
                .contains("192.168.7.1", "VPN_SENTINEL_TRUSTED_PROXIES");
    }

    @Test
    void aProxyAtAnAllowedExitIsTheClientsOwn() {
        ApiAccess access = access("VPN_SENTINEL_SERVER_ALLOWED_IPS=198.51.100.7");

        assertThat(access.refuse(new Caller(HOUSE.address(), true), KEY, true, NOW))
                .isEmpty();
    }

    @Test
    void aStrangerBehindTheSameExitCannotLockAClientOut() {
        ApiAccess access = access("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS=3");

        for (int i = 0; i < 100; i++) {
            access.refuse(HOUSE, "guess-" + i, true, NOW);
        }

        assertThat(status(access.refuse(HOUSE, "guess", true, NOW))).isEqualTo(429);
        assertThat(access.refuse(HOUSE, KEY, true, NOW)).isEmpty();
        assertThat(access.refuseClient("office", NOW)).isEmpty();
        assertThat(status(access.refuse(NEIGHBOUR, null, true, NOW))).isEqualTo(401);
    }

    @Test
    void manyClientsBehindOneExitHaveALimitEach() {
        ApiAccess access = access("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS=2");

        for (int i = 0; i < 50; i++) {
            assertThat(access.refuse(HOUSE, KEY, true, NOW)).isEmpty();
            assertThat(access.refuseClient("client-" + i, NOW)).isEmpty();
        }

        assertThat(access.refuseClient("client-0", NOW)).isEmpty();
        assertThat(status(access.refuseClient("client-0", NOW))).isEqualTo(429);
        assertThat(access.refuseClient("client-1", NOW)).isEmpty();
    }

    @Test
    void evenTheRightKeyHasALimit() {
        ApiAccess access = access("VPN_SENTINEL_SERVER_KEY_RATE_LIMIT=5");

        for (int i = 0; i < 5; i++) {
            assertThat(access.refuse(HOUSE, KEY, true, NOW)).isEmpty();
        }

        Refusal refusal = access.refuse(NEIGHBOUR, KEY, true, NOW).orElseThrow();
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.error()).isEqualTo("Rate limit exceeded");
        long wait = refusal.retryAfter().orElseThrow().toMillis();
        assertThat(refusal.message()).contains(wait / 1000 + " s");
        assertThat(access.refuse(HOUSE, KEY, true, NOW + wait)).isEmpty();
    }

    @Test
    void beatsNeedTheKeyAndNeverCostAKeepalive() {
        ApiAccess access = access("VPN_SENTINEL_SERVER_KEY_RATE_LIMIT=2", "VPN_SENTINEL_SERVER_BEAT_RATE_LIMIT=1");

        assertThat(status(access.refuseBeat(HOUSE, null, NOW))).isEqualTo(401);
        assertThat(status(access.refuseBeat(HOUSE, "wrong", NOW))).isEqualTo(403);
        assertThat(access.refuseBeat(HOUSE, KEY, NOW)).isEmpty();
        assertThat(access.refuseBeat(HOUSE, KEY, NOW)).isEmpty();
        assertThat(status(access.refuseBeat(HOUSE, KEY, NOW))).isEqualTo(429);
        assertThat(access.refuse(HOUSE, KEY, true, NOW)).isEmpty();
        assertThat(access.refuseBeatOf("office", NOW)).isEmpty();
        assertThat(status(access.refuseBeatOf("office", NOW))).isEqualTo(429);
        assertThat(access.refuseBeatOf("attic", NOW)).isEmpty();
        assertThat(access.refuseClient("office", NOW)).isEmpty();
    }
}
