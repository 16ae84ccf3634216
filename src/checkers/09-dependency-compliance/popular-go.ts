/** Modules of Go that most programs know; of other hosts than GitHub those that are called after a host. */
export const POPULAR_GO: readonly string[] =
  `BurntSushi/toml Masterminds/semver Masterminds/sprig alecthomas/kong alecthomas/kingpin aws/aws-sdk-go aws/aws-sdk-go-v2 aws/aws-lambda-go
cenkalti/backoff cespare/xxhash charmbracelet/bubbletea charmbracelet/lipgloss davecgh/go-spew dgraph-io/badger dgraph-io/ristretto docker/docker
docker/go-units dustin/go-humanize elastic/go-elasticsearch fatih/color fsnotify/fsnotify gin-contrib/cors gin-gonic/gin go-chi/chi go-chi/cors
go-gorm/gorm go-kit/kit go-logr/logr go-playground/validator go-redis/redis go-resty/resty go-sql-driver/mysql gofiber/fiber gogo/protobuf
golang-jwt/jwt golang-migrate/migrate golang/mock golang/protobuf golang/snappy google/go-cmp google/go-github google/uuid google/wire
gorilla/mux gorilla/sessions gorilla/websocket grpc-ecosystem/grpc-gateway hashicorp/consul hashicorp/go-multierror hashicorp/go-plugin
hashicorp/go-version hashicorp/golang-lru hashicorp/hcl hashicorp/vault jackc/pgx jinzhu/gorm jmoiron/sqlx joho/godotenv json-iterator/go
julienschmidt/httprouter klauspost/compress knadh/koanf labstack/echo lib/pq mattn/go-isatty mattn/go-sqlite3 mitchellh/mapstructure
nats-io/nats.go olekukonko/tablewriter onsi/ginkgo onsi/gomega opencontainers/image-spec opentracing/opentracing-go pelletier/go-toml pkg/errors
pressly/goose prometheus/client_golang rabbitmq/amqp091-go redis/go-redis robfig/cron rs/cors rs/zerolog sashabaranov/go-openai segmentio/kafka-go
shirou/gopsutil shopspring/decimal sirupsen/logrus spf13/afero spf13/cast spf13/cobra spf13/pflag spf13/viper stretchr/testify swaggo/swag
tidwall/gjson uber-go/zap urfave/cli valyala/fasthttp vmihailenco/msgpack xeipuuv/gojsonschema`
    .split(/\s+/)
    .map((name) => `github.com/${name}`)
    .concat([
      'go.uber.org/zap',
      'go.uber.org/multierr',
      'google.golang.org/grpc',
      'google.golang.org/protobuf',
      'go.mongodb.org/mongo-driver',
    ]);
