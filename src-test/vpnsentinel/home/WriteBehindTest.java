package vpnsentinel.home;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** Who learns and forgets, and when that reaches the disk: one that hangs for as long as a test wants. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WriteBehindTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Address HOME = Address.parse("203.0.113.7").orElseThrow();
    private static final Address OFFICE = Address.parse("198.51.100.7").orElseThrow();

    @TempDir
    private Path folder;

    private final CountDownLatch hangs = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean full;
    private final Queue<Written> written = new ConcurrentLinkedQueue<>();
    private final WriteBehind disk = new WriteBehind(this::write);

    private record Written(String file, String text, Thread by) {}

    private void write(Path file, String text) throws IOException {
        begun.incrementAndGet();
        if (full) {
            throw new IOException("No space left on device");
        }
        try {
            if (!hangs.await(5, TimeUnit.SECONDS)) {
                throw new IOException("nobody let go");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        written.add(new Written(file.getFileName().toString(), text, Thread.currentThread()));
    }

    @AfterEach
    void letGo() {
        hangs.countDown();
        disk.close();
    }

    private Homes homes() {
        return new Homes(Settings.read(Map.of("VPN_SENTINEL_API_KEY", "key"), Half.SERVER), Optional.of(folder), disk);
    }

    private static List<Answer<ExitSighting>> saw(Address address) {
        return List.of(saw("one.test", address), saw("two.test", address));
    }

    private static Answer<ExitSighting> saw(String source, Address address) {
        Network network = new Network(Optional.of(new Asn(64500)), "Home Telecom", Network.Kind.ACCESS);
        return new Answer.Seen<>(source, new ExitSighting(source, source, address, network, Place.UNKNOWN));
    }

    private void awaitBegun(int writes) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> begun.get() == writes);
    }

    @Test
    void whoLearnsAndForgetsDoesNotWaitForADiskThatHangs() {
        Homes homes = homes();

        homes.main().learn(saw(HOME), List.of(), NOW);
        homes.teach("office", saw(OFFICE), List.of(), NOW);
        homes.familiar().seen(new Asn(64510), NOW);
        homes.forget(HOME, NOW);

        assertThat(homes.entries()).extracting(HomeEntry::site).containsExactly("office");
        assertThat(written).isEmpty();
        hangs.countDown();
        homes.close();
        assertThat(written).isNotEmpty().extracting(Written::by).doesNotContain(Thread.currentThread());
    }

    @Test
    void theLatestStateIsWrittenInTheOrderOfTheFirstChange() {
        Homes homes = homes();
        homes.familiar().seen(new Asn(64510), NOW);
        homes.main().learn(saw(HOME), List.of(), NOW);
        homes.teach("office", saw(OFFICE), List.of(), NOW);
        homes.main().learn(saw(OFFICE), List.of(), NOW);
        homes.forget(HOME, NOW);

        hangs.countDown();
        homes.close();

        assertThat(written)
                .extracting(Written::file)
                .containsExactly("access-networks.json", "home-line.json", "home-line-of-office.json");
        assertThat(written.stream().filter(each -> each.file().equals("home-line.json")))
                .allSatisfy(each ->
                        assertThat(each.text()).contains(OFFICE.toString()).doesNotContain(HOME.toString()));
    }

    @Test
    void aChangeWhileItsFileIsWrittenHasItWrittenAgain() {
        Homes homes = homes();
        homes.familiar().seen(new Asn(64510), NOW);
        awaitBegun(1);

        homes.familiar().seen(new Asn(64511), NOW);
        hangs.countDown();
        homes.close();

        assertThat(written).extracting(each -> each.text().contains("AS64511")).containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource({"59, 1", "61, 2"})
    void aConfirmationIsKeptOnceAnHour(int minutesLater, int writes) {
        hangs.countDown();
        Homes homes = homes();
        homes.main().learn(saw(HOME), List.of(), NOW);
        awaitBegun(1);

        homes.main().learn(saw(HOME), List.of(), NOW.plus(Duration.ofMinutes(minutesLater)));
        homes.close();

        assertThat(written).hasSize(writes);
    }

    @Test
    void aSiteThatIsNewAsksTheDiskForNothing() throws IOException {
        Homes homes = homes();
        Files.writeString(
                folder.resolve("home-line-of-office.json"),
                "{\"former\": [{\"address\": \"203.0.113.9\", \"confirmed\": \"2026-11-22T07:00:00Z\","
                        + " \"kind\": \"ACCESS\", \"name\": \"\"}]}");

        homes.teach("office", saw(OFFICE), List.of(), NOW);

        assertThat(homes.entries()).hasSize(1);
    }

    @Test
    void aDiskThatIsFullIsToldOnceAFile() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(HomeFile.class);
        logger.addAppender(log);
        full = true;
        Homes homes = homes();

        homes.main().learn(saw(HOME), List.of(), NOW);
        awaitBegun(1);
        homes.main().learn(saw(OFFICE), List.of(), NOW);
        awaitBegun(2);
        homes.familiar().seen(new Asn(64510), NOW);
        homes.close();

        logger.detachAppender(log);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        line -> assertThat(line).contains("home-line.json", "No space left"),
                        line -> assertThat(line).contains("access-networks.json", "VPN_SENTINEL_DATA_DIR"));
    }

    @Test
    void whatChangesAfterTheCloseIsLostAndHurtsNobody() {
        hangs.countDown();
        Homes homes = homes();
        homes.close();

        homes.main().learn(saw(HOME), List.of(), NOW);

        assertThat(homes.line("", NOW).holds(HOME)).isTrue();
        assertThat(written).isEmpty();
    }
}
