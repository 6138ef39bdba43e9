package vpnsentinel.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPartTest {
    @ParameterizedTest
    @CsvSource({
        "vpnsentinel.api.ApiSteps, api",
        "vpnsentinel.dashboard.PageSteps, dashboard",
        "vpnsentinel.alert.TelegramWatch, telegram",
        "vpnsentinel.fleet.Fleet, clients",
        "vpnsentinel.home.HomeLineLearner, home",
        "vpnsentinel.engine.SafeReload, routes",
        "vpnsentinel.client.NewsLog, client",
        "vpnsentinel, vpnsentinel",
        "org.apache.camel.impl.Something, routes",
        "io.netty.util.Thing, listener",
        "org.example.own.Tool, Tool",
        "Tool, Tool",
    })
    void aLoggerIsCalledByItsPart(String logger, String part) {
        assertThat(LogPart.of(logger)).isEqualTo(part);
    }

    @Test
    void everyRoomHasAWordThatFitsIntoItsColumn() throws Exception {
        try (Stream<Path> rooms = Files.list(Path.of("src/vpnsentinel"))) {
            List<String> words = rooms.map(room -> LogPart.of("vpnsentinel." + room.getFileName() + ".Any"))
                    .toList();
            assertThat(words).allSatisfy(word -> assertThat(word).matches("[a-z]{2,10}"));
        }
    }
}
