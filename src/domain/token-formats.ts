/** A credential that its provider gave a form nothing else has. */
export interface TokenFormat {
  readonly name: string;
  /** What each of them begins with (or holds): looked for first, and shown in messages. */
  readonly mark: string;
  /** What follows the mark. Sticky, without anything that could be tried in two ways. */
  readonly rest: RegExp;
  /** How surely it is one. */
  readonly strength: 'sure' | 'strong' | 'weak';
}

const END = '(?![A-Za-z0-9_])';

function format(name: string, mark: string, rest: string, strength: TokenFormat['strength'] = 'sure'): TokenFormat {
  return { name, mark, rest: new RegExp(rest, 'y'), strength };
}

const A = '[A-Za-z0-9]';
const W = '[A-Za-z0-9_-]';
const H = '[0-9a-f]';

/** From what the providers publish about the form of their credentials. */
export const TOKEN_FORMATS: readonly TokenFormat[] = [
  ...['AKIA', 'ASIA', 'ABIA', 'ACCA'].map((mark) => format('an AWS access key id', mark, `[A-Z2-7]{16}${END}`)),
  format('an Amazon Bedrock key', 'ABSK', `[A-Za-z0-9+/]{109,269}={0,2}`),
  format('an Anthropic key', 'sk-ant-', `(?:api|admin|sid|oat)\\d\\d-${W}{80,120}${END}`),
  format('an OpenAI key', 'T3BlbkFJ', `${W}{20,80}${END}`),
  format('an OpenAI key', 'sk-proj-', `${W}{40,180}${END}`),
  format('a GitHub token', 'ghp_', `${A}{36}${END}`),
  format('a GitHub token', 'gho_', `${A}{36}${END}`),
  format('a GitHub token', 'ghu_', `${A}{36}${END}`),
  format('a GitHub token', 'ghs_', `${A}{36}${END}`),
  format('a GitHub token', 'ghr_', `${A}{36,76}${END}`),
  format('a GitHub token', 'github_pat_', `${A}{22}_${A}{59}${END}`),
  format('a GitLab token', 'glpat-', `${W}{20}(?:${W}{7,280}\\.[0-9a-z]{9})?${END}`),
  format('a GitLab token', 'glptt-', `${H}{40}${END}`),
  format('a GitLab token', 'gldt-', `${W}{20}${END}`),
  format('a GitLab token', 'glrt-', `${W}{20}${END}`),
  format('a GitLab token', 'glsoat-', `${W}{20}${END}`),
  format('a GitLab token', 'GR1348941', `${W}{20}${END}`),
  format('an npm token', 'npm_', `${A}{36}${END}`),
  format('a PyPI token', 'pypi-AgEIcHlwaS5vcmc', `${W}{50,1000}`),
  format('a RubyGems key', 'rubygems_', `${H}{48}${END}`),
  format('a Clojars token', 'CLOJARS_', `[0-9a-z]{60}${END}`),
  format('a crates.io token', 'cio', `${A}{32}${END}`),
  format('a Slack token', 'xoxb-', `\\d{8,14}-[0-9A-Za-z-]{18,60}${END}`),
  format('a Slack token', 'xoxp-', `(?:\\d{8,14}-){2,3}[0-9A-Za-z-]{28,64}${END}`),
  format('a Slack token', 'xoxa-', `[0-9A-Za-z-]{20,100}${END}`),
  format('a Slack token', 'xoxe-', `[0-9A-Za-z-]{20,180}${END}`),
  format('a Slack token', 'xapp-', `\\d-[A-Z0-9]+-\\d+-[a-z0-9]{32,80}${END}`),
  format('a Slack webhook', 'hooks.slack.com/', `(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,56}`),
  format('a Discord webhook', 'discord.com/api/webhooks/', `\\d{17,20}/${W}{60,80}`),
  format('a Microsoft Teams webhook', '.webhook.office.com/webhookb2/', `[\\w@-]{60,90}/IncomingWebhook/${H}{32}`),
  format('a Stripe live key', 'sk_live_', `${A}{16,99}${END}`),
  format('a Stripe live key', 'rk_live_', `${A}{16,99}${END}`),
  format('a Stripe test key', 'sk_test_', `${A}{16,99}${END}`, 'weak'),
  format('a Stripe webhook secret', 'whsec_', `[A-Za-z0-9+/]{32,64}${END}`, 'strong'),
  format('a Square token', 'sq0atp-', `${W}{22,60}${END}`),
  format('a Square secret', 'sq0csp-', `${W}{43}${END}`),
  format('a Shopify token', 'shpat_', `[0-9a-fA-F]{32}${END}`),
  format('a Shopify token', 'shpca_', `[0-9a-fA-F]{32}${END}`),
  format('a Shopify token', 'shppa_', `[0-9a-fA-F]{32}${END}`),
  format('a Shopify secret', 'shpss_', `[0-9a-fA-F]{32}${END}`),
  format('a Google OAuth secret', 'GOCSPX-', `${W}{28}${END}`),
  format('a Google OAuth token', 'ya29.', `${W}{60,250}`),
  format('a Google refresh token', '1//0', `${W}{60,120}`),
  format('a SendGrid key', 'SG.', `${W}{22}\\.${W}{43}${END}`),
  format('a Mailgun key', 'key-', `${H}{32}${END}`),
  format('a Brevo key', 'xkeysib-', `${H}{64}-[A-Za-z0-9]{16}${END}`),
  format('a Twilio key', 'SK', `${H}{32}${END}`),
  format('a DigitalOcean token', 'dop_v1_', `${H}{64}${END}`),
  format('a DigitalOcean token', 'doo_v1_', `${H}{64}${END}`),
  format('a DigitalOcean token', 'dor_v1_', `${H}{64}${END}`),
  format('a Heroku key', 'HRKU-AA', `${W}{58}${END}`),
  format('a Netlify token', 'nfp_', `${A}{36}${END}`),
  format('a Fly.io token', 'fo1_', `${W}{43}${END}`),
  format('a Databricks token', 'dapi', `${H}{32}(?:-\\d)?${END}`),
  format('a Doppler token', 'dp.pt.', `${A}{43}${END}`),
  format('a HashiCorp Vault token', 'hvs.', `${W}{90,120}${END}`),
  format('a HashiCorp Vault token', 'hvb.', `${W}{130,300}${END}`),
  format('a Terraform Cloud token', '.atlasv1.', `${W}{60,70}${END}`),
  format('a Pulumi token', 'pul-', `${H}{40}${END}`),
  format('a 1Password service token', 'ops_eyJ', `[A-Za-z0-9+/]{250,}={0,3}`),
  format('an age key', 'AGE-SECRET-KEY-1', `[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}`),
  format('an Atlassian token', 'ATATT3', `[A-Za-z0-9_=-]{180,200}`),
  format('an Artifactory key', 'AKCp', `${A}{69}${END}`),
  format('a Linear key', 'lin_api_', `${A}{40}${END}`),
  format('a Notion token', 'ntn_', `\\d{11}${A}{35}${END}`),
  format('a Hugging Face token', 'hf_', `[A-Za-z]{34}${END}`),
  format('a Perplexity key', 'pplx-', `${A}{48}${END}`),
  format('a Groq key', 'gsk_', `${A}{52}${END}`),
  format('a Replicate token', 'r8_', `${A}{37}${END}`),
  format('an Airtable token', 'pat', `${A}{14}\\.${H}{64}${END}`),
  format('a Postman key', 'PMAK-', `${H}{24}-${H}{34}${END}`),
  format('a PlanetScale token', 'pscale_tkn_', `[\\w.-]{32,64}`),
  format('a PlanetScale password', 'pscale_pw_', `[\\w.-]{32,64}`),
  format('a Prefect key', 'pnu_', `${A}{36}${END}`),
  format('a New Relic key', 'NRAK-', `[A-Z0-9]{27}${END}`),
  format('a Grafana token', 'glsa_', `${A}{32}_[0-9A-Fa-f]{8}${END}`),
  format('a Grafana Cloud token', 'glc_', `[A-Za-z0-9+/]{32,400}={0,3}`),
  format('a Sentry token', 'sntrys_', `eyJ[A-Za-z0-9+/=_]{80,400}`),
  format('a Sentry token', 'sntryu_', `${H}{64}${END}`),
  format('a Sourcegraph token', 'sgp_', `(?:(?:[0-9a-fA-F]{16}|local)_)?[0-9a-fA-F]{40}${END}`),
  format('a Docker Hub token', 'dckr_pat_', `${W}{27}${END}`),
  format('an EasyPost key', 'EZAK', `${A}{54}${END}`),
  format('a Shippo key', 'shippo_live_', `[0-9a-fA-F]{40}${END}`),
  format('a Telegram bot token', ':AA', `${W}{33}${END}`),
  format('a Dynatrace token', 'dt0c01.', `${A}{24}\\.${A}{64}${END}`),
  format('a Facebook token', 'EAACEdEose0cBA', `${A}{20,250}${END}`),
  format('a Facebook token', 'EAAM', `${A}{100,400}${END}`),
  format('an Azure AD client secret', 'Q~', `[\\w.~-]{31,34}(?![\\w.~-])`),
  format('an Alibaba Cloud key id', 'LTAI', `${A}{20}${END}`),
  format('a Yandex Cloud key', 'AQVN', `${W}{35,38}${END}`),
  format('a Supabase secret', 'sb_secret_', `${W}{31,60}${END}`),
];
