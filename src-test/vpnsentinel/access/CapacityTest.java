package vpnsentinel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** How many clients there is room for. */
class CapacityTest {
    private double heap;

    private Capacity capacity(String most) {
        Map<String, String> settings = Map.of("VPN_SENTINEL_API_KEY", "key", "VPN_SENTINEL_SERVER_MOST_CLIENTS", most);
        return new Capacity(Settings.read(settings, Half.SERVER), () -> heap);
    }

    @Test
    void asManyAsWereSetAreTaken() {
        assertThat(capacity("5").refuseNew(4)).isEmpty();
        assertThat(capacity("5").refuseNew(5)).isPresent();
    }

    @Test
    void byItselfItTakesWhatHalfOfTheHeapHolds() {
        long heap = Runtime.getRuntime().maxMemory();

        assertThat(capacity("0").refuseNew(999)).isEmpty();
        assertThat(capacity("0").refuseNew((int) (heap / 2 / (16 * 1024)) + 1_000))
                .isPresent();
    }

    @Test
    void aHeapThatIsFullAfterACollectionTakesNobody() {
        heap = 0.79;
        assertThat(capacity("0").trouble(1)).isEmpty();

        heap = 0.81;
        assertThat(capacity("0").trouble(1))
                .hasValueSatisfying(why -> assertThat(why).contains("80 %"));
    }

    @Test
    void theHeapOfThisProcessIsNeverFullerThanFull() {
        System.gc();

        assertThat(Heap.fullAfterCollection()).isBetween(0.0001, 1.0);
    }
}
