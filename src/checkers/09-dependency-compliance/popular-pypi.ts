/**
 * The 800 most downloaded packages of PyPI (November 2026; without names below five letters), and those of the fifteen thousand most
 * downloaded whose names are near one of them: no slips, but names of their own.
 */
export const POPULAR_PYPI = namesIn(`
  absl-py accelerate aenum agate aioboto3 aiobotocore aiodns aiofile aiofiles aiohappyeyeballs aiohttp aiohttp-retry aioitertools aiosignal aiosqlite
  alabaster alembic altair annotated-doc annotated-types anthropic antlr4-python3-runtime anyio apache-airflow-providers-common-sql
  apache-airflow-providers-fab appdirs apscheduler argcomplete argon2-cffi argon2-cffi-bindings arrow asgiref asn1crypto ast-serialize astor astroid
  asttokens async-lru async-timeout asyncio asyncpg attrs authlib aws-sam-translator awscli awswrangler axiom-py azure-batch azure-common azure-core
  azure-cosmos azure-identity azure-keyvault-secrets azure-mgmt-core azure-monitor-opentelemetry-exporter azure-storage-blob azure-storage-file-datalake
  azure-storage-queue babel backoff backports-tarfile backports-zstd bcrypt beartype beautifulsoup4 billiard black bleach blinker boolean-py boto3
  boto3-stubs botocore botocore-stubs bracex brotli build bytecode cachecontrol cachetools cattrs cbor2 celery certifi cfn-lint chardet
  charset-normalizer click click-didyoumean click-option-group click-plugins click-repl clickhouse-connect cloudpickle cohere colorama coloredlogs
  colorlog confluent-kafka contourpy coverage cramjam crashtest crc32c croniter cryptography cssselect2 cuda-bindings cuda-pathfinder cuda-toolkit
  curl-cffi cwsandbox cycler cyclopts cython dacite databricks-sdk databricks-sql-connector databricks-sqlalchemy dataclasses-json datadog
  datadog-api-client datasets dateparser db-dtypes dbt-adapters dbt-common dbt-core dbt-extractor dbt-protos dbt-semantic-interfaces ddtrace debugpy
  decorator deepdiff defusedxml delta-spark deltalake deprecated deprecation diskcache distlib distro django djangorestframework dnspython docker
  docstring-parser docutils duckdb dulwich durationpy ecdsa editables elastic-transport elasticsearch email-validator entrypoints envier et-xmlfile
  eval-type-backport events exceptiongroup execnet executing faker fakeredis fastapi fastapi-cli fastapi-cloud-cli fastavro fastcore fastjsonschema
  fastmcp fastuuid filelock filetype findpython flake8 flask flask-cors flask-login flask-sqlalchemy flatbuffers flit-core fonttools freezegun
  frozendict frozenlist fsspec future gcloud-aio-auth gcloud-aio-bigquery gcloud-aio-storage gcsfs gevent ghapi gitdb gitpython google-ads
  google-analytics-admin google-api-core google-api-python-client google-auth google-auth-httplib2 google-auth-oauthlib google-cloud-aiplatform
  google-cloud-alloydb google-cloud-appengine-logging google-cloud-audit-log google-cloud-automl google-cloud-batch google-cloud-bigquery
  google-cloud-bigquery-datatransfer google-cloud-bigquery-storage google-cloud-bigtable google-cloud-compute google-cloud-container google-cloud-core
  google-cloud-datacatalog google-cloud-dataflow-client google-cloud-dataform google-cloud-dataplex google-cloud-dataproc
  google-cloud-dataproc-metastore google-cloud-dlp google-cloud-firestore google-cloud-kms google-cloud-language google-cloud-logging
  google-cloud-memcache google-cloud-monitoring google-cloud-orchestration-airflow google-cloud-os-login google-cloud-pubsub google-cloud-redis
  google-cloud-resource-manager google-cloud-run google-cloud-secret-manager google-cloud-spanner google-cloud-speech google-cloud-storage
  google-cloud-storage-transfer google-cloud-tasks google-cloud-texttospeech google-cloud-translate google-cloud-videointelligence google-cloud-vision
  google-cloud-workflows google-crc32c google-genai google-pasta google-resumable-media googleapis-common-protos graphene graphql-core graphql-relay
  graphviz great-expectations greenlet griffe griffelib grpc-google-iam-v1 grpc-interceptor grpcio grpcio-health-checking grpcio-status grpcio-tools
  grpclib gspread gunicorn hatchling hf-xet holidays hpack html5lib httpcore httplib2 httptools httpx httpx-sse huggingface-hub humanfriendly humanize
  hyperframe hyperlink hypothesis identify ijson imageio imagesize importlib-metadata importlib-resources inflect inflection iniconfig installer invoke
  ipykernel ipython ipython-pygments-lexers ipywidgets iso8601 isodate isoduration isort itsdangerous jaraco-classes jaraco-context jaraco-functools
  jeepney jinja2 jiter jmespath joblib joserfc jpype1 json-repair json5 jsonpatch jsonpath-ng jsonpointer jsonref jsonschema jsonschema-path
  jsonschema-specifications junitparser jupyter-client jupyter-core jupyter-events jupyter-lsp jupyter-server jupyter-server-terminals jupyterlab
  jupyterlab-pygments jupyterlab-server jupyterlab-widgets keyring keyrings-google-artifactregistry-auth kiwisolver kombu kubernetes langchain
  langchain-community langchain-core langchain-google-vertexai langchain-openai langchain-protocol langchain-text-splitters langgraph
  langgraph-checkpoint langgraph-prebuilt langgraph-sdk langsmith lazy-loader lazy-object-proxy leather libcst librt license-expression limits
  linkify-it-py litellm llama-cloud llama-cloud-services llama-index-indices-managed-llama-cloud llama-parse llvmlite lockfile loguru markdown
  markdown-it-py markdownify markupsafe marshmallow mashumaro matplotlib matplotlib-inline mccabe mdit-py-plugins mdurl mergedeep mistralai mistune
  ml-dtypes mlflow mlflow-skinny modal more-itertools mpmath msal-extensions msgpack msgspec msrest msrestazure multidict multiprocess mypy-boto3-s3
  mypy-extensions mysql-connector-python mysqlclient narwhals natsort nbclient nbconvert nbformat nest-asyncio networkx ninja nodeenv notebook
  notebook-shim numba numpy nvidia-cublas nvidia-cublas-cu12 nvidia-cuda-cupti nvidia-cuda-cupti-cu12 nvidia-cuda-nvrtc nvidia-cuda-nvrtc-cu12
  nvidia-cuda-runtime nvidia-cuda-runtime-cu12 nvidia-cudnn-cu12 nvidia-cudnn-cu13 nvidia-cufft nvidia-cufft-cu12 nvidia-cufile nvidia-curand
  nvidia-curand-cu12 nvidia-cusolver nvidia-cusolver-cu12 nvidia-cusparse nvidia-cusparse-cu12 nvidia-cusparselt-cu13 nvidia-nccl-cu12 nvidia-nccl-cu13
  nvidia-nvjitlink nvidia-nvjitlink-cu12 nvidia-nvshmem-cu13 nvidia-nvtx nvidia-nvtx-cu12 oauth2client oauthlib omegaconf onnxruntime openai
  openai-agents openapi-pydantic openapi-schema-validator openapi-spec-validator opencv-python opencv-python-headless openpyxl opensearch-py
  opentelemetry-api opentelemetry-distro opentelemetry-exporter-otlp opentelemetry-exporter-otlp-proto-common opentelemetry-exporter-otlp-proto-grpc
  opentelemetry-exporter-otlp-proto-http opentelemetry-exporter-prometheus opentelemetry-instrumentation opentelemetry-instrumentation-asgi
  opentelemetry-instrumentation-dbapi opentelemetry-instrumentation-django opentelemetry-instrumentation-fastapi opentelemetry-instrumentation-flask
  opentelemetry-instrumentation-httpx opentelemetry-instrumentation-logging opentelemetry-instrumentation-psycopg2
  opentelemetry-instrumentation-requests opentelemetry-instrumentation-threading opentelemetry-instrumentation-urllib
  opentelemetry-instrumentation-urllib3 opentelemetry-instrumentation-wsgi opentelemetry-proto opentelemetry-sdk opentelemetry-semantic-conventions
  opentelemetry-util-http oracledb ordered-set orderly-set orjson ormsgpack outcome overrides packaging pandas pandas-gbq pandas-stubs pandocfilters
  paramiko parsedatetime parso passlib pathable pathspec patsy pbs-installer pdfminer-six pdfplumber peewee pendulum pexpect pg8000 pgvector
  phonenumbers pillow pinotdb pip-tools pkginfo platformdirs playwright plotly pluggy poetry poetry-core poetry-plugin-export polars polars-runtime-32
  portalocker posthog pre-commit prettytable prometheus-client prompt-toolkit propcache proto-plus protobuf psutil psycopg psycopg-binary psycopg2
  psycopg2-binary ptyprocess pure-eval py-cpuinfo py-key-value-aio pyarrow pyarrow-hotfix pyasn1 pyasn1-modules pybind11 pycares pycodestyle pycountry
  pycparser pycryptodome pycryptodomex pydantic pydantic-ai pydantic-ai-slim pydantic-core pydantic-evals pydantic-extra-types pydantic-graph
  pydantic-settings pydata-google-auth pydeck pyflakes pygithub pygments pyhumps pyiceberg pyjwt pylint pymdown-extensions pymongo pymssql pymupdf
  pymysql pynacl pyodbc pyopenssl pyotp pyparsing pypdf pypdf2 pypdfium2 pyperclip pyphen pyproject-hooks pyright pyroaring pyrsistent pysocks pyspark
  pytest pytest-asyncio pytest-cov pytest-json-ctrf pytest-metadata pytest-mock pytest-rerunfailures pytest-runner pytest-timeout pytest-xdist
  python-dateutil python-discovery python-docx python-dotenv python-http-client python-jose python-json-logger python-magic python-multipart python-pptx
  python-slugify python-telegram-bot pytimeparse pytokens pywin32 pyyaml pyzmq qdrant-client rapidfuzz readme-renderer realtime redis redshift-connector
  referencing regex reportlab requests requests-aws4auth requests-file requests-mock requests-oauthlib requests-toolbelt responses retry retrying
  rfc3339-validator rfc3986 rfc3986-validator rfc3987-syntax rich-click rich-rst rich-toolkit rpds-py ruamel-yaml ruamel-yaml-clib s3transfer
  safetensors schema scikit-image scikit-learn scipy scramp seaborn secretstorage selenium semantic-version semgrep semver send2trash sendgrid
  sentence-transformers sentencepiece sentry-sdk setproctitle setuptools setuptools-scm sglang shapely shellingham simple-salesforce simplejson
  slack-sdk smart-open smmap sniffio snowballstemmer snowflake-connector-python snowflake-snowpark-python snowflake-sqlalchemy sortedcontainers
  soupsieve sphinx sphinxcontrib-applehelp sphinxcontrib-devhelp sphinxcontrib-htmlhelp sphinxcontrib-jsmath sphinxcontrib-qthelp
  sphinxcontrib-serializinghtml sqlalchemy sqlalchemy-bigquery sqlalchemy-utils sqlglot sqlparse sse-starlette sshtunnel stack-data starlette
  statsmodels stevedore streamlit strenum strictyaml stripe structlog supabase swebench sympy synchronicity tableauserverclient tabulate tblib
  temporalio tenacity tensorboard termcolor terminado testcontainers text-unidecode textual threadpoolctl thrift tiktoken time-machine tinycss2
  tldextract tokenizers tomli tomli-w tomlkit toolz torch torchvision tornado traitlets transformers tree-sitter tree-sitter-languages trio-websocket
  triton trove-classifiers twine typedload typeguard typer typer-slim types-awscrt types-cachetools types-certifi types-protobuf types-python-dateutil
  types-pytz types-pyyaml types-requests types-s3transfer types-setuptools types-toml typing-extensions typing-inspect typing-inspection tzdata tzlocal
  uc-micro-py ujson uncalled-for unidecode unidiff universal-pathlib uri-template uritemplate urllib3 userpath uuid-utils uv-build uvicorn uvloop
  validators vcs-versioning virtualenv wandb watchdog watchfiles wcmatch wcwidth weasel weasyprint weaviate-client webcolors webencodings
  websocket-client websockets werkzeug wheel widgetsnbextension wrapt wsproto xgboost xlsxwriter xmltodict xxhash yamllint zope-event zope-interface
  zstandard
`);

export const NEIGHBOURS_PYPI = namesIn(`
  acachecontrol aresponses attr bpython cchardet ciso8601 crick cronitor ctransformers cwcwidth dataset datazets dbt-score django-rest-framework djongo
  dydantic enum fastai futures git-python google-adk google-cloud-filestore google-oauth googleads grapheme grequests gsutil hjson httpr hyper identity
  ipytest isolate jiwer jsonpath kombo mocker myjwt ncclient ngboost oauth2-client openapi panda parse parsl parsy pathy pbspark persistent
  psycopgbinary pyaml pycaret pyheck pyjdbc pylink pymantic pymupdfb pyop pypd pyshark pytest-csv pytest-timeouts pyyml retworkx ruamel-yaml-clibz scapy
  scipp scrypt simpy slack spython sqlglotc tablib tensorboardx tombi toml tools tooz torchx unicorn usort vbuild vyper wand websocket willow wsgiref
  xoto3 xunitparser
`);

function namesIn(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
