package vpnsentinel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The one line that a process ends with when it cannot start. */
class StartProblemTest {
    @Test
    void theProblemIsFoundUnderWhateverWrapsIt() {
        Exception wrapped = new RuntimeException("engine", new StartProblem("cannot listen on 127.0.0.1:5000"));

        assertThat(StartProblem.readable(wrapped)).isEqualTo("cannot listen on 127.0.0.1:5000");
    }

    @Test
    void whatNobodyForesawIsNamedWithItsKind() {
        Exception wrapped = new RuntimeException("outer", new IllegalStateException("inner"));

        assertThat(StartProblem.readable(wrapped)).isEqualTo("java.lang.IllegalStateException: inner");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Version.text()).matches("\\d+\\.\\d+\\.\\d+(-\\w+)?");
    }
}
