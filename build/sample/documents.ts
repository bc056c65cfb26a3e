import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { criteriaOf } from '../../shared/domain/catalogue/catalogue.ts';
import type { ApplicationDescription } from '../../shared/round-folder.ts';
import type { SampleApplicant } from './applications.ts';
import { activityReport, applicationForm, certificate, letter, workPlan } from './prose.ts';

type Entry = ApplicationDescription['documents'][number];

/** A document of an application: its entry in `application.json` and its bytes. */
interface SampleDocument {
  readonly entry: Entry;
  readonly bytes: Uint8Array;
}

/** Prints pages and pictures; the page lies beside its fonts so that `file:` may load them. */
export interface Printer {
  readonly pdf: (html: string) => Promise<Uint8Array>;
  readonly png: (html: string) => Promise<Uint8Array>;
}

/** A printer over a browser page. `stage` puts the HTML where the page can load it with its styles. */
export function printer(page: Page, stage: (html: string) => Promise<string>): Printer {
  const show = async (html: string) => {
    await page.goto(await stage(html));
    await page.evaluate(() => document.fonts.ready);
  };
  return {
    pdf: async (html) => {
      await show(html);
      return page.pdf({
        format: 'A4',
        margin: { top: '18mm', bottom: '18mm', left: '16mm', right: '16mm' },
      });
    },
    png: async (html) => {
      await page.setViewportSize({ width: 1000, height: 700 });
      await show(html);
      return page.screenshot();
    },
  };
}

/** All documents of one applicant, each in the form that offices send. */
export async function documentsOf(
  applicant: SampleApplicant,
  print: Printer,
): Promise<readonly SampleDocument[]> {
  const criteria = criteriaOf(applicant.baseType).map(({ id }) => id);
  const [standing, capacity, network, fourth, fifth] = criteria as [
    string,
    string,
    string,
    string,
    string,
  ];
  const entry = (id: string, file: string, kind: Entry['kind'], supports: string[]): Entry => ({
    id,
    file,
    name: file,
    kind,
    criteria: supports,
  });
  const documents: SampleDocument[] = [
    {
      entry: entry('form', '01 申请表.pdf', 'application-form', criteria),
      bytes: await print.pdf(applicationForm(applicant)),
    },
    {
      entry: entry('certificate', '02 登记证书.png', 'evidence', [standing]),
      bytes: await print.png(certificate(applicant)),
    },
    {
      entry: entry('plan', '03 实施方案.docx', 'evidence', [capacity]),
      bytes: await planDocument(applicant),
    },
    {
      entry: entry('list', '04 名单.xlsx', 'evidence', [
        network,
        ...(applicant.baseType === 'community' ? [capacity] : []),
      ]),
      bytes: await listWorkbook(applicant),
    },
    {
      entry: entry('activities', '05 活动与合作情况.pdf', 'evidence', [network, fourth, fifth]),
      bytes: await print.pdf(activityReport(applicant)),
    },
  ];
  if (applicant.letter === undefined) return documents;
  const name = applicant.letter === 'recommendation' ? '06 推荐函.pdf' : '06 使领馆支持函.pdf';
  return [
    ...documents,
    {
      entry: entry('letter', name, applicant.letter, [standing]),
      bytes: await print.pdf(letter(applicant)),
    },
  ];
}

async function planDocument(applicant: SampleApplicant): Promise<Uint8Array> {
  const [title = '', ...paragraphs] = workPlan(applicant);
  const children = [
    new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
    ...paragraphs.map(
      (text) => new Paragraph({ spacing: { after: 200 }, children: [new TextRun(text)] }),
    ),
  ];
  return new Uint8Array(
    await Packer.toBuffer(new Document({ creator: '示例', sections: [{ children }] })),
  );
}

const surnames = ['林', '何', '高', '罗', '梁', '宋', '唐', '许', '邓', '冯', '曹', '彭'];
const places = ['德国', '新加坡', '加拿大', '英国', '日本', '法国', '荷兰', '瑞士', '澳大利亚'];

async function listWorkbook(applicant: SampleApplicant): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.created = new Date('2026-09-30T00:00:00Z');
  const sheet = workbook.addWorksheet('名单');
  sheet.columns = [
    { header: '序号', width: 8 },
    { header: '名称或姓名', width: 30 },
    { header: '国别（地区）', width: 16 },
    { header: '建立联系时间', width: 16 },
    { header: '合作内容', width: 36 },
  ];
  sheet.getRow(1).font = { bold: true };
  const distinct = applicant.listed ?? 24;
  // The community's list repeats its first rows to reach what is declared.
  const rows = applicant.key === 'a08' ? 12 : distinct;
  for (let index = 0; index < rows; index++)
    sheet.addRow([index + 1, ...listRow(applicant, index % distinct)]);
  sheet.getColumn(4).numFmt = 'yyyy-mm-dd';
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function listRow(applicant: SampleApplicant, index: number): readonly (string | Date)[] {
  const place = places[index % places.length]!;
  const person = `${surnames[index % surnames.length]}${['博士', '教授', '研究员'][index % 3]}（${index + 1} 号）`;
  const institution = `${place}${['应用科学', '先进制造', '生命科学', '信息技术'][index % 4]}${['研究所', '协会', '联合实验室'][index % 3]}`;
  const since = new Date(Date.UTC(2019 + (index % 6), index % 12, 1 + (index % 27)));
  const named =
    applicant.baseType === 'work' || applicant.baseType === 'offshore' ? person : institution;
  return [named, place, since, ['人才举荐', '联合研发', '学术交流', '成果推介'][index % 4]!];
}
