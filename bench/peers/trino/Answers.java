import static io.trino.testing.TestingSession.testSessionBuilder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.Session;
import io.trino.plugin.deltalake.DeltaLakePlugin;
import io.trino.spi.type.SqlTimestampWithTimeZone;
import io.trino.spi.type.TimeZoneKey;
import io.trino.testing.MaterializedRow;
import io.trino.testing.StandaloneQueryRunner;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers questions by Trino, embedded, with its connector for Delta Lake. stdin: {"statements": [...], "questions": {name: sql}};
 * stdout: ANSWERS {name: {"rows": [...]} or {"error": "..."}}. The argument is the folder that `local:///` stands for.
 */
public class Answers {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

  public static void main(String[] arguments) throws Exception {
    // The server makes System.out a part of its log.
    PrintStream output = System.out;
    var json = new ObjectMapper();
    JsonNode job = json.readTree(System.in);
    Session session =
        testSessionBuilder().setCatalog("delta").setSchema("default").setTimeZoneKey(TimeZoneKey.UTC_KEY).build();
    var runner = new StandaloneQueryRunner(session);
    runner.installPlugin(new DeltaLakePlugin());
    runner.createCatalog("delta", "delta_lake", Map.of(
        "hive.metastore", "file",
        "hive.metastore.catalog.dir", "local:///metastore",
        "fs.native-local.enabled", "true",
        "local.location", arguments[0],
        "delta.register-table-procedure.enabled", "true"));
    for (JsonNode statement : job.get("statements")) runner.execute(statement.asText());
    Map<String, Object> answers = new LinkedHashMap<>();
    job.get("questions").properties().forEach(
        question -> answers.put(question.getKey(), answer(runner, question.getValue().asText())));
    output.println("ANSWERS " + json.writeValueAsString(answers));
    output.flush();
    // The server's threads would keep the process.
    Runtime.getRuntime().halt(0);
  }

  /** One question that the engine refuses is a result, not the end. */
  private static Map<String, Object> answer(StandaloneQueryRunner runner, String sql) {
    try {
      List<Object> rows = new ArrayList<>();
      for (MaterializedRow row : runner.execute(sql)) rows.add(plain(row.getFields()));
      return Map.of("rows", rows);
    } catch (RuntimeException error) {
      return Map.of("error", String.valueOf(error.getMessage()));
    }
  }

  /** As JSON, the same for every engine. */
  private static Object plain(Object value) {
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case Double number -> new BigDecimal(number).setScale(9, RoundingMode.HALF_UP);
      case Number number -> number;
      case SqlTimestampWithTimeZone time -> time.toZonedDateTime().format(TIME);
      case List<?> list -> {
        List<Object> all = new ArrayList<>();
        for (Object each : list) all.add(plain(each));
        yield all;
      }
      default -> value.toString();
    };
  }
}
