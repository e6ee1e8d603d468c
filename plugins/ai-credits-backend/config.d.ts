/*
 * Copyright 2026 The AI Credits Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * AI Credits. Every key has a default; a portal starts with none set.
   * Credits are decimals with up to 6 places, as text (`'2.5'`) or as an exact
   * number. Durations are such as `{ minutes: 10 }`, `PT10M` or `10m`.
   */
  aiCredits?: {
    /** The organisation's credits. */
    account?: {
      /** Id of the account, at most 63 lower-case characters. Default: `default`. */
      name?: string;
      /** Name of the organisation. Default: `organization.name`. */
      organization?: string;
      /** IANA time zone in which months and days begin. Stored at the first start; with another one later the plugin does not start. Default: `UTC`. */
      timeZone?: string;
      /** Name of the plan, as shown on the overview. Default: `Team`. */
      plan?: string;
      /** Free credits granted on the 1st of each month; what is left of them lapses at its end. Default: `1500`. */
      monthlyAllowance?: string | number;
      /** Excess Credits Limit: credits that may be used in a month past the allowance and what was bought. Applies until an admin sets another. Default: `500`. */
      excessLimit?: string | number;
      /** Below so many available credits the low-balance alert shows. Applies until an admin sets another. Default: `200`. */
      lowBalanceThreshold?: string | number;
      /** When the account begins, as a date or a time; read when the account is created. Default: its first start. */
      openedAt?: string;
    };
    /** The language in which people are written to (alerts, requests), and of reports that do not say theirs. Default: `en`. */
    language?: 'en' | 'id';
    /** Credit packs that can be bought. Default: one of 2,500 credits for 25 USD. */
    packs?: Array<{
      /** Unique, at most 64 characters. */
      id: string;
      /** Default: the id. */
      title?: string;
      credits: string | number;
      price: {
        /** A decimal such as `25.00`. */
        amount: string | number;
        /** An ISO 4217 code such as `USD`. */
        currency: string;
      };
    }>;
    /** Entity refs named in a refusal as those who can raise the account's limit. Default: none. */
    adminContacts?: string[];
    ledger?: {
      /** An event that arrives within this time of its occurrence draws from the credits of that moment; a later one from those of its arrival. Default: 1 hour. */
      lateEventGrace?: HumanDuration | string;
      /** How long a reservation holds credits when it does not say. Default: 10 minutes. */
      holdTtl?: HumanDuration | string;
      /** The longest that a reservation may hold credits. Default: 24 hours. */
      maxHoldTtl?: HumanDuration | string;
      /** Open reservations of the account, at most. Default: 10000. */
      maxOpenHolds?: number;
      /** Events that wait to be posted, at most, in each replica; past it comes 503 with Retry-After. Default: 20000. */
      queueLimit?: number;
      /** Events posted in one transaction, at most 4096. Default: 2000. */
      batchSize?: number;
    };
    ingest?: {
      /** The oldest event that is taken, and grant or purchase of the past. Default: 1826 days. */
      maxAge?: HumanDuration | string;
      /** How far ahead of this server's clock these may lie. Default: 60 minutes. */
      maxFuture?: HumanDuration | string;
      /** The largest body of a request, after it was inflated, such as `512kb` or `16mb`. Default: `16mb`. */
      bodyLimit?: string | number;
      /** How names that are no entity refs become such: a user `jo` is `user:default/jo`, a service `component:default/…`, a team `group:default/…`, a project `system:default/…`. */
      entities?: {
        /** Default: `default`. */
        namespace?: string;
        /** Addresses of these domains name the user before the `@`: `jo@example.com` is `user:default/jo`. Others stay whole. Default: none. */
        emailDomains?: string[];
      };
      /** OpenTelemetry spans, `POST /v1/ingest/otlp/v1/traces`. */
      otlp?: {
        /** Source of the events. Default: `otlp`. */
        source?: string;
        /** Values of `gen_ai.operation.name` that are charged; a span without one is when it counts tokens. An agent's span often sums up its model calls: adding `invoke_agent` would charge them twice. Default: chat, text_completion, generate_content, embeddings. */
        operations?: string[];
        /** Attributes of the span, else of its resource, that a field is taken from; the first that is there counts. Only these and the tokens, latency and outcome of `gen_ai.*` are read. */
        fields?: {
          /** Default: ai_credits.user, enduser.id. */
          user?: string[];
          /** Default: ai_credits.team. */
          team?: string[];
          /** Default: ai_credits.service, service.name. */
          service?: string[];
          /** Default: ai_credits.project. */
          project?: string[];
          /** Default: ai_credits.product. */
          product?: string[];
          /** Default: ai_credits.category. */
          category?: string[];
          /** Default: ai_credits.action, gen_ai.operation.name. */
          action?: string[];
          /** Default: ai_credits.use_case, gen_ai.workflow.name, gen_ai.agent.name. */
          useCase?: string[];
          /** Default: gen_ai.provider.name, gen_ai.system. */
          provider?: string[];
          /** Default: gen_ai.response.model, gen_ai.request.model. */
          model?: string[];
          /** Default: ai_credits.item. */
          item?: string[];
        };
      };
      /** LiteLLM's generic API callback, `POST /v1/ingest/litellm`. */
      litellm?: {
        /** Source of the events. Default: `litellm`. */
        source?: string;
        /** Values of `call_type` that are charged; another call is when it counts tokens or images, and else passed over. Default: completion, acompletion, text_completion, atext_completion, embedding, aembedding, image_generation, aimage_generation, image_edit, aimage_edit, speech, aspeech, transcription, atranscription, rerank, arerank, responses, aresponses, anthropic_messages, generate_content, agenerate_content, moderation, amoderation. */
        callTypes?: string[];
        /** What an answer from LiteLLM's own cache costs: nothing (`free`), or what its tokens would (`charged`). Default: `free`. */
        cacheHits?: 'free' | 'charged';
        /**
         * Paths in the payload that a field is taken from; the first that is
         * there counts. `request_tags.product` is the tag `product:…`.
         *
         * Whoever calls the proxy writes `metadata.spend_logs_metadata`,
         * `metadata.requester_metadata` and `request_tags`. Read user, team,
         * service, project or action from them only where you trust every
         * caller: with them one charges another's team, or names an action
         * that is cheaper than the call.
         */
        fields?: {
          /** Default: metadata.user_api_key_user_id, metadata.user_api_key_auth_metadata.user. */
          user?: string[];
          /** Default: metadata.user_api_key_team_alias, metadata.user_api_key_auth_metadata.team. */
          team?: string[];
          /** Default: metadata.user_api_key_auth_metadata.service. */
          service?: string[];
          /** Default: metadata.user_api_key_auth_metadata.project. */
          project?: string[];
          /** Default: product of metadata.user_api_key_auth_metadata, metadata.spend_logs_metadata, metadata.requester_metadata, then the tag. */
          product?: string[];
          /** Default: category of the same. */
          category?: string[];
          /** Default: call_type, without the `a` of asynchronous calls. */
          action?: string[];
          /** Default: use_case of the same as product. */
          useCase?: string[];
          /** Default: custom_llm_provider. */
          provider?: string[];
          /** Default: model. */
          model?: string[];
          /** Default: item of the same as product. */
          item?: string[];
        };
      };
      /** CloudEvents over HTTP, `POST /v1/ingest/cloudevents`. */
      cloudEvents?: {
        /** Types whose data is a usage event; others are refused. Default: ai-credits.usage. */
        types?: string[];
      };
      /** The portal's events bus. */
      events?: {
        /** Default: true. */
        enabled?: boolean;
        /** Default: `ai-credits.usage`. */
        topic?: string;
      };
      /** Files of history, `POST /v1/imports`. */
      imports?: {
        /** The largest file, after it was inflated. Default: `64mb`. */
        bodyLimit?: string | number;
        /** Rows of one file, at most. Default: 200000. */
        maxRows?: number;
      };
    };
    attribution?: {
      /** How often people, groups, services and systems are read from the catalog. Default: 60 seconds. */
      refresh?: HumanDuration | string;
      /** Values of a Group's `spec.type` by what they mean. */
      groupTypes?: {
        /** Default: `team`. */
        team?: string[];
        /** Default: `department`. */
        department?: string[];
      };
    };
    budgets?: {
      /** Lets the groups below a group be allocated more than it has itself; its own limit holds all the same. Default: false. */
      allowOverAllocation?: boolean;
    };
    /** What people are told through the portal's notifications. */
    alerts?: {
      /** Default: true. */
      enabled?: boolean;
      /** Entity refs of the `admins` below. Default: `adminContacts`. */
      contacts?: string[];
      /** Percent of its allocation at which a budget tells, unless it has thresholds of its own; at most 10. Default: 75, 90, 100. */
      thresholds?: number[];
      /**
       * Which kinds are told, and whom: `owners` (who answers for what the
       * alert is about, by the catalog; the admins where that is nobody),
       * `admins`, or entity refs of people and groups.
       */
      kinds?: {
        /** A budget's use reached a threshold. Default: told to the owners. */
        budget?: { enabled?: boolean; recipients?: string[] };
        /** The balance fell below `account.lowBalanceThreshold`. Default: told to the admins. */
        lowBalance?: { enabled?: boolean; recipients?: string[] };
        /** A model was used that the rate card does not know. Default: told to the admins. */
        unknownModel?: { enabled?: boolean; recipients?: string[] };
        /** An action was used that the rate card does not know. Default: told to the admins. */
        unknownAction?: { enabled?: boolean; recipients?: string[] };
        /** Credits were purchased automatically. Default: told to the admins. */
        automaticPurchaseMade?: { enabled?: boolean; recipients?: string[] };
        /** An automatic purchase failed. Default: told to the admins. */
        automaticPurchaseFailed?: { enabled?: boolean; recipients?: string[] };
        /** Credits are forecast to run out before the period ends. Default: told to the owners. */
        forecastExhaustion?: { enabled?: boolean; recipients?: string[] };
        /** A day's use was far from what such days are like. Default: told to the owners. */
        unusualDay?: { enabled?: boolean; recipients?: string[] };
      };
    };
    /** How credit packs are bought, by a person or automatically. */
    purchasing?: {
      /** `internal` notes the purchase as the billing record, `webhook` calls the address below, modules add others. Default: `internal`. */
      provider?: string;
      /** How long one call of the provider may take, at most 60 seconds. Default: 10 seconds. */
      timeout?: HumanDuration | string;
      /** Calls of the provider for one purchase, at most 10. Default: 3. */
      maxAttempts?: number;
      /** Before the second call; doubled before each further one. At most 60 seconds. Default: 1 second. */
      retryDelay?: HumanDuration | string;
      /** How long a charge that was refused waits for an automatic purchase before it is answered, at most 10 seconds. Default: 2 seconds. */
      refusalWait?: HumanDuration | string;
      webhook?: {
        /** Where orders are sent, http or https. */
        url: string;
        /**
         * Signs the calls; at least 16 characters.
         * @visibility secret
         */
        secret: string;
      };
    };
    /** How usage is judged. */
    insights?: {
      /** After so many whole days without an outcome what was generated counts as unused, where outcomes are told as a rule. Default: 14 days. */
      unusedAfter?: HumanDuration | string;
    };
    /** What accepted items are worth, set against what their credits cost. Default: nothing is said about it. */
    value?: {
      /** An ISO 4217 code such as `USD`; the one that packs are priced in. */
      currency: string;
      items: Array<{
        /** Each names a product, an action or both; the one that names most counts. */
        product?: string;
        action?: string;
        /** Of one accepted item, a decimal such as `1.50`. */
        value: string | number;
      }>;
    };
    reports?: {
      /** How long runs of reports are kept. Default: 400 days. */
      retention?: HumanDuration | string;
      /** Scheduled reports of an owner who has not opened the reports page for so long fail until they do. Default: 180 days. */
      ownerUnseen?: HumanDuration | string;
      /** Rows of FOCUS 1.2. */
      focus?: {
        /** What the credits are called as a virtual currency. Default: `AICredit`. */
        currency?: string;
        /** Who provides the credits and issues the invoice for them. Default: the organisation. */
        provider?: string;
      };
      /** Paths of TrueType or OpenType files, for names in PDF that the bundled font has no letters for. Default: such letters are replaced. */
      fonts?: { normal: string; bold?: string };
    };
    /** Schedules of the background tasks. */
    tasks?: {
      /** Opens a month and grants its allowance, should nobody have asked for credits yet. Default: every 5 minutes. */
      periodStart?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** Writes down what has expired. Default: every 5 minutes. */
      expiry?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** Closes reservations that have lapsed. Default: every minute. */
      holds?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** Adds new usage to the rollups. Default: every 5 seconds. */
      fold?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** Proves the journal, the balances and the rollups. Default: every 6 hours. */
      verify?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** Tells people of thresholds that were reached. Default: every 30 seconds. */
      alerts?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** Makes the reports that are due, and removes old runs. Default: every minute. */
      reports?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** Goes on with purchases that were left under way, and looks whether credits must be bought. Default: every minute. */
      automaticPurchase?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
    /** Fills an empty ledger with generated usage of the people and services in the catalog. For trying the product out. */
    demo?: {
      /** Default: false. */
      enabled?: boolean;
      /** How many days back the usage begins. Default: 90. */
      days?: number;
      /** The same seed gives the same usage. */
      seed?: number;
    };
  };
}
