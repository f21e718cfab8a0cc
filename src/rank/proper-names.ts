// Names of labs, of models and of whole families of models: whose a paper is must not decide how likely it seems.

const words = (text: string) => text.trim().split(/\s+/);

const NAMES = new Set(
  words(`
    01ai 4o adobe ai2 ai21 alibaba allenai amazon anthropic antgroup apple baai baichuan baidu berkeley bilibili bytedance
    cmu cohere databricks deepmind disney eleutherai epfl eth ethz facebook fudan google harvard hku hkust huawei
    huggingface ibm iflytek inclusionai inria intel jd kaist kakao kaust kuaishou lenovo mbzuai meituan meta microsoft
    midjourney mila minimax mit moonshot moonshotai mpi naver nus nvidia nvlabs o1 o3 o4 openai opengvlab oppo oxford
    princeton qualcomm rednote runway salesforce samsung sensetime servicenow shanghai sjtu skywork snowflake sony
    stabilityai stanford stepfun tencent tiktok toyota tsinghua upstage ustc xai xiaohongshu xiaomi yandex zhipu zhipuai
    zju`),
);

/** Each may carry its version in one word: `qwen2`, `llama3`, `gpt4o`. */
const FAMILIES = words(`
    alpaca chatglm chatgpt claude cogvideox cogview dalle deepseek doubao ernie flux gemini gemma glm gpt grok haiku hunyuan
    hunyuanvideo imagen internlm internvl kimi kling kolors llama llava longcat minicpm mistral mixtral nemotron olmo openvla
    opus phi pixtral qvq qwen qwenvl qwq sd sdxl seedance seedream smollm smolvlm sonnet sora veo vicuna wan`);
const FAMILY = new RegExp(`^(?:${FAMILIES.join('|')})(?:[vr]?\\d+[a-z]{0,2})?$`);

/** Only together are they a name. */
const PAIRS = new Set([
  ...[
    'ant group',
    'hugging face',
    'moonshot ai',
    'nano banana',
    'scale ai',
    'stability ai',
    'stable diffusion',
    'z ai',
  ],
]);

/** What belongs to the name before it: `4o`, `R1`, `3` and `1` of `3.1`, `Pro`. */
const VERSION = /^(?:[vr]?\d+[a-z]?|pro|flash|mini|turbo|max|ultra|oss)$/;

/**
 * Which of the words are part of such a name, with the version beside it. Lists are never complete: a lab or model that
 * nobody has put here counts like any other word.
 * @param tokens in lower case; a full stop is a token of its own
 */
export function namedAmong(tokens: readonly string[]): boolean[] {
  const named = tokens.map(token => NAMES.has(token) || FAMILY.test(token));
  for (const [at, token] of tokens.entries()) {
    if (at === 0) continue;
    if (PAIRS.has(`${tokens[at - 1]} ${token}`)) named[at - 1] = named[at] = true;
    const before = token !== '.' && tokens[at - 1] === '.' ? at - 2 : at - 1;
    if (named[before] && VERSION.test(token)) named[at] = true;
  }
  return named;
}
