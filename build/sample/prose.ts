import type { BaseType } from '../../shared/domain/application.ts';
import { baseTypeFacts } from '../../shared/domain/base-type.ts';
import { criteriaOf } from '../../shared/domain/catalogue/catalogue.ts';
import type { Check } from '../../shared/domain/catalogue/criterion.ts';
import { declaredOf, type SampleApplicant } from './applications.ts';

/** The texts of the sample's evidence, in Chinese as applicants write them. */

const units: Readonly<Record<string, string>> = {
  people: '人',
  organisations: '家',
  enterprises: '家',
  'square-metres': '平方米',
  'yuan-per-year': '元/年',
};

/** A declared value as the application form shows it. */
function declaredText(check: Check, applicant: SampleApplicant): string {
  const value = declaredOf(applicant)[check.id];
  if (check.kind === 'count')
    return `${Number(value).toLocaleString('zh-CN')} ${units[check.threshold.unit]}`;
  if (check.kind === 'choice') {
    const chosen = Array.isArray(value) ? value : [];
    return check.options
      .filter(({ id }) => chosen.includes(id))
      .map(({ label }) => label.zh)
      .join('、');
  }
  return value === true ? '是' : '否';
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function page(title: string, body: string): string {
  return `<h1>${escaped(title)}</h1>${body}`;
}

/** The application form: the applicant, then every criterion with what is declared. */
export function applicationForm(applicant: SampleApplicant): string {
  const type = baseTypeFacts[applicant.baseType].name.zh;
  const head = `<table>
    <tr><th>申报单位</th><td>${escaped(applicant.applicant.name)}</td></tr>
    <tr><th>外文名称</th><td>${escaped(applicant.applicant.nameEn ?? '')}</td></tr>
    <tr><th>申报类型</th><td>${type}</td></tr>
    <tr><th>法人资格</th><td>${applicant.applicant.legalPerson ? '独立法人' : `非法人组织（推荐单位：${applicant.applicant.recommendedBy ?? ''}）`}</td></tr>
    <tr><th>联系人</th><td>${applicant.people.map(({ name, organisation }) => `${name}（${organisation}）`).join('、')}</td></tr>
    <tr><th>主要合作单位</th><td>${applicant.partners.join('、')}</td></tr>
    <tr><th>概况</th><td>${escaped(applicant.summary)}</td></tr></table>`;
  const sections = criteriaOf(applicant.baseType).map((criterion) => {
    const rows = criterion.checks.map((check) => {
      return `<tr><td>${escaped(check.label.zh)}</td><td class="value">${escaped(declaredText(check, applicant))}</td></tr>`;
    });
    return `<section><h2>${criterion.article.zh}　${criterion.title.zh}</h2><p>${escaped(criterion.requirement.zh)}</p>
      <table><tr><th>核对事项</th><th class="value">申报情况</th></tr>${rows.join('')}</table>
      <p>${escaped(narrative(applicant.baseType, criterion.title.zh))}</p></section>`;
  });
  const pledge =
    '<p class="sign">本单位承诺以上内容真实、准确、完整。　　（盖章）　　2026 年 9 月 30 日</p>';
  return page('首都海智基地申请表（示例）', head + sections.join('') + pledge);
}

function narrative(type: BaseType, title: string): string {
  const place = { work: '工作站', offshore: '园区', overseas: '海外中心', community: '社区' }[type];
  return `关于“${title}”，本单位已形成稳定做法：由专人负责，按季度汇总情况，重要事项提交${place}联席会议研究，相关制度、合同、照片和台账附后备查。`;
}

/** A year of activities, month by month: the evidence for liaison and publicity. */
export function activityReport(applicant: SampleApplicant): string {
  const topics = [
    '海外学者座谈会',
    '青年人才线上宣讲',
    '国际联合实验室交流',
    '成果推介与路演',
    '政策需求问卷调研',
    '企业技术难题对接',
  ];
  const rows = Array.from({ length: 24 }, (_, index) => {
    const month = (index % 12) + 1;
    const year = index < 12 ? 2025 : 2026;
    const people = 12 + ((index * 7) % 31);
    return `<tr><td>${year} 年 ${month} 月</td><td>${topics[index % topics.length]}</td><td class="value">${people} 人</td><td>${applicant.partners[index % applicant.partners.length]}</td></tr>`;
  });
  return page(
    '近两年活动与合作情况',
    `<p>${escaped(applicant.applicant.name)}近两年围绕海外科技人才持续开展下列活动，签到表、照片与新闻链接存档备查。</p>
    <table><tr><th>时间</th><th>活动</th><th class="value">参加人数</th><th>合作单位</th></tr>${rows.join('')}</table>
    <p>另：通过融媒体平台发布活动与政策信息共计 46 条，合作成功案例 6 则。</p>`,
  );
}

/** The letter that Art. 11 or Art. 7(1) asks for. */
export function letter(applicant: SampleApplicant): string {
  const { name, recommendedBy } = applicant.applicant;
  const body =
    applicant.letter === 'recommendation'
      ? `<p>北京科技国际交流中心：</p><p>${name}为我区科技社区内的非法人服务组织，有意愿并具备设立首都海智工作基地的其他条件，现予推荐。</p><p class="sign">${recommendedBy ?? ''}（章）<br>2026 年 9 月 12 日</p>`
      : `<p>北京科技国际交流中心：</p><p>兹有${name}，系在驻在地合法注册的机构，长期从事对华科技交流，信誉良好。对其申请首都海外创新创业基地，我处表示支持。</p><p class="sign">中华人民共和国驻外使领馆科技处（示例）<br>2026 年 8 月 20 日</p>`;
  return page(applicant.letter === 'recommendation' ? '推荐函' : '支持函', body);
}

/** A registration certificate as a scanned picture. */
export function certificate(applicant: SampleApplicant): string {
  const legal = applicant.applicant.legalPerson ? '法人登记证书（示例）' : '备案证明（示例）';
  return `<div class="certificate"><h1>${legal}</h1><p>名　　称：${applicant.applicant.name}</p><p>住　　所：${applicant.applicant.country === 'CN' ? '北京市' : '境外'}（示例地址）</p>
    <p>业务范围：国际科技交流、人才服务与成果转化</p><p>登记号：SAMPLE-${applicant.key.toUpperCase()}-2019</p><p class="sign">登记机关（示例）　2019 年 5 月 8 日</p></div>`;
}

/** Paragraphs of the work plan, first line the title. */
export function workPlan(applicant: SampleApplicant): readonly string[] {
  return [
    '海智工作实施方案（2027—2029）',
    `一、目标。${applicant.applicant.name}将在三年建设期内形成联系广泛、服务精准、成效可查的工作体系。`,
    '二、保障。设专职人员 3 名、兼职人员 5 名；办公场地 180 平方米；年度配套经费 60 万元，列入预算并单独核算。',
    '三、制度。已制定《专项经费管理办法》《海外人才服务规程》《信息报送制度》，每年修订一次。',
    '四、任务。每年组织交流活动不少于 12 场，举荐人才不少于 20 人次，形成调研报告不少于 2 份。',
    '五、进度。2027 年建网络，2028 年促合作，2029 年抓转化；每年 12 月底前报送总结、计划与联系名单。',
  ];
}
