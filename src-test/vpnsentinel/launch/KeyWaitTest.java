package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** A client waits for the file with its key, saying so once, and goes on as soon as the file is there. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KeyWaitTest {
    @TempDir
    private Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void theFileIsWaitedFor() throws Exception {
        Path file = folder.resolve("api-key");
        AtomicInteger looks = new AtomicInteger();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                said.add(event.getFormattedMessage());
            }
        };
        appender.start();
        Logger log = (Logger) LoggerFactory.getLogger(KeyWait.class);
        log.addAppender(appender);

        Settings settings = KeyWait.over(client(file), () -> {
            if (looks.incrementAndGet() == 2) {
                write(file);
            }
            return client(file);
        });
        log.detachAppender(appender);

        assertThat(settings.text("api.key")).isEqualTo("the-key-of-the-server");
        assertThat(looks).hasValue(2);
        assertThat(said).singleElement().asString().contains("no API key yet", "file=" + file);
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "the-key-of-the-server\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Settings client(Path file) {
        return Settings.read(
                Map.of("VPN_SENTINEL_API_KEY_FILE", file.toString(), "VPN_SENTINEL_URL", "http://127.0.0.1:1"),
                Half.CLIENT);
    }

    @Test
    void whoHasAKeyDoesNotWait() throws Exception {
        Path file = folder.resolve("api-key");
        write(file);

        assertThat(KeyWait.over(client(file), () -> {
                    throw new AssertionError("read again");
                }))
                .isNotNull();
        assertThat(said).isEmpty();
    }
}
